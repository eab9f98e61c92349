"""How large a package may be; larger ones are refused before anything is read."""

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB

CHUNK = MIB
PACKAGE = 4 * GIB - 1  # the largest file that FAT32 holds
ENTRY = GIB
ENTRIES = 5_000
MANIFEST = 4 * MIB
TAG_FILE = 64 * KIB
SIGNATURE = MIB
CERTIFICATE = 64 * KIB
JSON = 16 * MIB
JOURNAL = 256 * MIB
NAME = 180  # characters: what is unzipped below a folder still fits into 260
NESTING = 4
OVERHEAD = 4 * MIB  # room for headers, manifests and signatures of the largest package
