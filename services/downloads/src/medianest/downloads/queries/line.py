"""Who is next in line: priority first, then who has the fewest running, then who waits longest."""

from typing import Final

# The parameters and the result are those of the event log's own claim.
CLAIM_FAIRLY: Final = """
update jobs set lease_until = now() + $2::float8 * interval '1 second', lease_by = $3,
  fence = fence + 1, attempts = attempts + 1
where id = (
  select j.id from jobs j
  where j.kind = $1 and j.status = 'ready' and j.due_at <= now()
    and (j.lease_until is null or j.lease_until < now())
  order by j.priority desc,
    (select count(*) from jobs r where r.kind = $1 and r.lease_until > now()
       and r.data->>'member_id' = j.data->>'member_id'),
    j.due_at, j.id
  limit 1 for update skip locked)
returning id, key, data, fence, attempts, due_at
"""
