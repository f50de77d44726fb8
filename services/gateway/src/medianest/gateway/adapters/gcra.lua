-- GCRA: one request against several limits, all or none. The server's own clock decides, so that
-- replicas need not agree on the time. All times are microseconds.
-- KEYS: one a limit. ARGV: interval and burst of each, and how many requests it is for.
-- Answers {allowed, index of the tightest limit, remaining, retry after, reset after}.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local allowed, tightest, remaining, retry, reset = 1, 1, nil, 0, 0
local arrivals = {}
for i, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1])
  local before = math.max(tonumber(redis.call('GET', key) or 0), now)
  local after = before + interval * tonumber(ARGV[3 * i])
  local wait = after - interval * burst - now
  local room = math.floor((now + interval * burst - after) / interval)
  if wait > 0 then
    room = -1
    if allowed == 1 or wait > retry then tightest, retry = i, wait end
    allowed = 0
    reset = math.max(reset, before - now)
  elseif allowed == 1 and (remaining == nil or room < remaining) then
    tightest, remaining, reset = i, room, after - now
  end
  arrivals[i] = after
end
if allowed == 1 then
  for i, key in ipairs(KEYS) do
    redis.call('SET', key, string.format('%.0f', arrivals[i]), 'PX', math.ceil((arrivals[i] - now) / 1000) + 1)
  end
end
return {allowed, tightest, allowed == 1 and remaining or 0, retry, reset}
