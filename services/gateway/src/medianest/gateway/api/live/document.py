"""How the live connection stands in the API document: Litestar knows nothing of it."""

from typing import Any, Final

PATH: Final = "/api/v1/live"
OPERATION: Final[dict[str, Any]] = {
    "operationId": "Live",
    "summary": "The live connection",
    "description": (
        "Server-sent events, or a WebSocket of the subprotocol `medianest.live.v1` for whoever "
        "asks to upgrade."
    ),
    "x-permission": "signed-in",
    "security": [{"session": []}, {"key": []}],
    "parameters": [
        {
            "name": "topics",
            "in": "query",
            "description": "Parted by commas: `me`, `status`, `downloads:<id>`, `admin`.",
            "schema": {"type": "string"},
            "example": "me,status",
        },
        {
            "name": "Last-Event-ID",
            "in": "header",
            "description": "The last cursor seen; what happened since then comes first.",
            "schema": {"type": "string", "maxLength": 512},
        },
    ],
    "responses": {
        "200": {
            "description": "Events as they happen, until the client leaves.",
            "content": {
                "text/event-stream": {
                    "schema": {"type": "string"},
                    "example": 'event: hello\ndata: {"op":"hello","session":"…","cursor":"…"}\n\n',
                }
            },
        },
        "400": {"$ref": "#/components/responses/BadRequest"},
        "401": {"$ref": "#/components/responses/Unauthorized"},
        "429": {"$ref": "#/components/responses/TooManyRequests"},
        "503": {"$ref": "#/components/responses/ServiceUnavailable"},
        "default": {"$ref": "#/components/responses/Problem"},
    },
}
