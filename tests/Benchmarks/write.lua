-- Logs a held session for one pair after the other; the ids come from the environment's file, one a line.
local pairs_file = os.getenv("BENCH_PAIRS")
local ids, at = {}, 0
for line in io.lines(pairs_file) do ids[#ids + 1] = line end
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY") }
local body = '{"status":"held","starts_at":"2026-11-02T09:30:00Z","duration_minutes":45,"format":"video"}'
request = function()
  at = at % #ids + 1
  return wrk.format("POST", "/v1/pairs/" .. ids[at] .. "/sessions", headers, body)
end
local bad = 0
response = function(status) if status ~= 201 then bad = bad + 1; if bad == 1 then io.stderr:write("status " .. status .. "\n") end end end
