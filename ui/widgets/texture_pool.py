"""Page pictures as textures, reused: a texture that is dropped stays in memory until a collection."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, TypeAlias

from kivy.graphics.texture import Texture

from device.pages import Box, PageImage

# Current page, both neighbours, and as many again for the paper read before. 6 × 4 MB at seat size.
MOST_TEXTURES = 6

PageKey: TypeAlias = tuple[str, int, int, int, bool, Box]
"""Paper, version, page, width, whether only the preview of the paper was here, and the part."""


class TexturePool:
    """At most `most` pictures; the one not looked at for longest gives up its texture."""

    def __init__(self, most: int = MOST_TEXTURES) -> None:
        self._most = most
        self._held: OrderedDict[PageKey, tuple[Any, int, int]] = OrderedDict()

    def find(self, key: PageKey) -> Any | None:
        """The texture region of a page, or None when it is not held."""
        if key not in self._held:
            return None
        self._held.move_to_end(key)
        texture, width, height = self._held[key]
        return _region(texture, width, height)

    def keep(self, key: PageKey, image: PageImage) -> None:
        """Copy the bytes of a page into a texture."""
        texture = self._take(key, image.width, image.height)
        texture.blit_buffer(
            image.rgb, size=(image.width, image.height), colorfmt="rgb", bufferfmt="ubyte"
        )
        self._held[key] = (texture, image.width, image.height)

    def _take(self, key: PageKey, width: int, height: int) -> Any:
        """A texture large enough: the page's own, the oldest of a full pool, or a new one."""
        held = self._held.pop(key, None)
        if held is None and len(self._held) >= self._most:
            held = self._held.popitem(last=False)[1]
        if held is not None and held[0].width >= width and held[0].height >= height:
            return held[0]
        texture = Texture.create(size=(width, height), colorfmt="rgb")
        texture.min_filter = texture.mag_filter = (
            "linear"  # shown one to one, or closer for a moment
        )
        return texture


def _region(texture: Any, width: int, height: int) -> Any:
    """The part that is in use, top row first."""
    region = texture.get_region(0, 0, width, height)
    region.flip_vertical()
    return region
