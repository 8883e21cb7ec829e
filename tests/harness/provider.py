"""An identity provider on this machine that says whatever a test wants, true or not.

It keeps to the protocol but for what the test changes: no honest provider makes these mistakes.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "lgnet", "un segreto del client"


def new_key() -> rsa.RSAPrivateKey:
    """Return a key to sign with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the provider says; a test changes it before the answer."""

    issuer: str = ""
    subject: str = "sub-1"
    nonce: str = ""
    challenge: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    metadata: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    sign: Callable[["Provider", dict[str, Any]], str] | None = None
    asked: list[dict[str, str]] = field(default_factory=list)

    def published(self) -> dict[str, Any]:
        """Return the public key as it is published."""
        return {**json.loads(RSAAlgorithm.to_jwk(self.key.public_key())), "kid": "1", "use": "sig"}

    def told(self) -> dict[str, Any]:
        """Return what the identity token says."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            **self.claims,
        }
        return {name: value for name, value in claims.items() if name not in self.without}

    def token(self) -> str:
        """Return the identity token."""
        if self.sign is not None:
            return self.sign(self, self.told())
        return jwt.encode(self.told(), self.key, algorithm="RS256", headers={"kid": "1"})

    def answers(self, path: str, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Return status and body for an address."""
        if path.endswith("/openid-configuration"):
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                **self.metadata,
            }
        if path == "/jwks":
            return 200, {"keys": [self.published()]}
        self.asked.append(fields)
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self.challenge:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self.token()}


@contextmanager
def standing() -> Iterator[Provider]:
    """Serve a provider while the block runs."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def _say(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            sent = parse_qs(self.rfile.read(length).decode())
            fields = {name: values[0] for name, values in sent.items()}
            fields["authorization"] = self.headers.get("Authorization", "")
            status, body = provider.answers(self.path, fields)
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _say  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
