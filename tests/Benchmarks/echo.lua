-- The body that a session is logged with, echoed by a bare server.
local headers = { ["Content-Type"] = "application/json" }
local body = '{"status":"held","starts_at":"2026-11-02T09:30:00Z","duration_minutes":45,"format":"video"}'
request = function() return wrk.format("POST", "/echo", headers, body) end
