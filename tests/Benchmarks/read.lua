-- Reads one pair after the other.
local ids, at = {}, 0
for line in io.lines(os.getenv("BENCH_PAIRS")) do ids[#ids + 1] = line end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY") }
request = function()
  at = at % #ids + 1
  return wrk.format("GET", "/v1/pairs/" .. ids[at], headers)
end
