"""Who is next in line.

People take turns: first whoever has the fewest running, then whoever was served longest ago. In
one's own line the priority counts, then the place; what is of low priority also lets others pass.
Nothing is taken of a site that turns us away, and one at a time of one that has just done so. A job
whose download is not in line any more goes first: it is over at once.

It takes longer the more wait, and no longer the more was ever fetched: who was served when is found
by a look into the index for each member (`served`), not by reading all that they had.
"""

from typing import Final

# The parameters and the result are those of the event log's own claim.
CLAIM_FAIRLY: Final = """
with recursive running as (
  select d.member_id, d.source from jobs r
  join downloads d on d.download_id = (r.data->>'download_id')::uuid
  where r.kind = $1 and r.status = 'ready' and r.lease_until > now()),
busy as (
  select member_id, count(*) as hands from running group by member_id),
served as (
  (select member_id, started_at as at from downloads where started_at is not null
   order by member_id, started_at desc limit 1)
  union all
  select n.member_id, n.started_at from served s cross join lateral (
    select d.member_id, d.started_at from downloads d
    where d.started_at is not null and d.member_id > s.member_id
    order by d.member_id, d.started_at desc limit 1) n)
update jobs set lease_until = now() + $2::float8 * interval '1 second', lease_by = $3,
  fence = fence + 1, attempts = attempts + 1
where id = (
  select j.id from jobs j
  left join downloads d on d.download_id = (j.data->>'download_id')::uuid
    and d.status in ('queued', 'downloading')
  left join busy b on b.member_id = d.member_id
  left join served s on s.member_id = d.member_id
  where j.kind = $1 and j.status = 'ready' and j.due_at <= now()
    and (j.lease_until is null or j.lease_until < now())
    and not exists (select 1 from turned_away t where t.source = d.source
      and (t.until > now() or exists (select 1 from running r where r.source = d.source)))
  order by d.priority is not distinct from 'low', b.hands nulls first, s.at nulls first,
    case d.priority when 'high' then 0 else 1 end,
    d.place, j.due_at, j.id
  limit 1 for update of j skip locked)
returning id, key, data, fence, attempts, due_at
"""
