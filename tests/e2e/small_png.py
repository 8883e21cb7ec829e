"""Pictures of at most 256 colours, a third as large: the browser finds the colours, we write them."""

import base64
import struct
import zlib
from pathlib import Path

from playwright.sync_api import Page

# The most frequent colours that are far enough apart; each other becomes the nearest of them.
_COLOURS = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const seen = new Map();
  const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
  for (const pixel of pixels) seen.set(pixel, (seen.get(pixel) || 0) + 1);
  const apart = (a, b) => [0, 8, 16].reduce(
    (sum, bits) => sum + (((a >>> bits) & 255) - ((b >>> bits) & 255)) ** 2, 0);
  const common = [...seen].sort((a, b) => b[1] - a[1]).map(([pixel]) => pixel);
  let kept = [];
  for (let step = 0; !kept.length || kept.length > 256; step += 4) {
    kept = [];
    for (const pixel of common) {
      if (kept.length > 256) break;
      if (kept.every((other) => apart(pixel, other) >= step * step)) kept.push(pixel);
    }
  }
  const place = new Map(kept.map((pixel, index) => [pixel, index]));
  for (const pixel of seen.keys()) {
    if (place.has(pixel)) continue;
    let best = 0, least = Infinity;
    kept.forEach((other, index) => {
      const distance = apart(pixel, other);
      if (distance < least) [best, least] = [index, distance];
    });
    place.set(pixel, best);
  }
  let text = "";
  for (let start = 0; start < pixels.length; start += 8192) {
    const part = pixels.subarray(start, start + 8192);
    text += String.fromCharCode(...Array.from(part, (pixel) => place.get(pixel)));
  }
  return {
    width: image.width,
    height: image.height,
    colours: kept.flatMap((pixel) => [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255]),
    pixels: btoa(text),
  };
}"""


def save_small(page: Page, png: bytes, file: Path) -> int:
    """Write a screenshot with a palette; return how many colours it has."""
    told = page.evaluate(_COLOURS, base64.b64encode(png).decode())
    width, height, pixels = told["width"], told["height"], base64.b64decode(told["pixels"])
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", bytes(told["colours"])),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))
    return len(told["colours"]) // 3


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
