"""What a centre's day puts into packets for a separated network."""

from detention.services.crossing import lay_feed, pack_feed
from detention.services.sharing import KIND
from procuratorate.dispatch.packets.registry import provide

provide(KIND, pack=pack_feed, unpack=lay_feed)
