"""Converters: every value as plain JSON, and back again without guessing."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.converters._converters import (
        Converter as Converter,
        configure_converter as configure_converter,
        make_converter as make_converter,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_converters": (
                "Converter",
                "configure_converter",
                "make_converter",
            ),
        },
    )
