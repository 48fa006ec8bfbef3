-- Logs a held session for one pair after the other, each later than the pair's last, so that every write moves its cadence.
-- The ids come from a file, one a line.
local ids, at, round = {}, 0, 0
for line in io.lines(os.getenv("BENCH_PAIRS")) do ids[#ids + 1] = line end
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY") }
local path = os.getenv("BENCH_PATH") or "/v1/pairs/%s/sessions"
-- Every request under a key of its own, when asked for.
local keyed, count = os.getenv("BENCH_KEYED") and os.time() .. "-", 0
-- Ten days back: nothing falls due while this runs, and a later run goes on after the last one.
local start = os.time() - 10 * 24 * 3600
request = function()
  at = at % #ids + 1
  if at == 1 then round = round + 1 end
  local held = os.date("!%Y-%m-%dT%H:%M:%S", start + math.floor(round / 20)) .. string.format(".%03dZ", round % 20 * 50)
  local body = '{"status":"held","starts_at":"' .. held .. '","duration_minutes":45,"format":"video"}'
  if keyed then
    count = count + 1
    headers["Idempotency-Key"] = keyed .. count
  end
  return wrk.format("POST", string.format(path, ids[at]), headers, body)
end
