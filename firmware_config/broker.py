"""What mosquitto is told: its configuration and its access list, rendered as text.

The access list has one literal block per device, never a pattern: striking a block and reloading stops
that device at once, while a revocation list only refuses its next connection.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from firmware_config.host import replace_text
from protocol.identifiers import DeviceId, RoomId
from protocol.topics import (
    bulk_user,
    device_bulk_rights,
    device_rights,
    hub_bulk_rights,
    hub_rights,
)

KIB = 1024
MIB = 1024 * KIB

LARGEST_PACKET = 320 * KIB  # a 256 KiB chunk or message, with topic, properties and envelope
QUEUE_OF_ONE_CLIENT = 32 * MIB  # 128 chunks: a terminal that is further behind asks again
MEMORY = 1024 * MIB  # last line of defence on the hub's 4 GiB; the hub's pacing stays far below
IN_FLIGHT = 100  # unacknowledged messages to one client; the client's receive maximum lowers it

_CONFIGURATION = """\
per_listener_settings true

# Counts only under a hub that root started: mosquitto then stays the hub's user, who may read the keys.
user root

# Without it each receipt waits some 40 ms for a delayed acknowledgement.
set_tcp_nodelay true

# Correctness never rests on the broker: ballots are resent until their receipt comes, and the hub says
# its retained state again whenever its link comes up. A broker that remembers nothing starts at once
# and cannot contradict the log.
persistence false

max_packet_size {largest_packet}
max_inflight_messages {in_flight}
# Counted messages would be dropped after they were acknowledged; bytes are the honest bound.
max_queued_messages 0
max_queued_bytes {queue_of_one_client}
memory_limit {memory}

log_dest stderr
log_timestamp false
log_type error
log_type warning
log_type notice
log_type subscribe

listener {port} {address}
tls_version tlsv1.3
cafile {identity}/ca.pem
certfile {identity}/broker.pem
keyfile {identity}/broker.key
crlfile {identity}/crl.pem
require_certificate true
allow_anonymous false
# The certificate's CN is both user name and client id: nobody can take another's session.
use_identity_as_username true
use_username_as_clientid true
acl_file {access_list}
"""


class BrokerPlan(Struct, frozen=True):
    """One listener: where it listens, and the folder with its certificate and the room's CA."""

    address: str
    port: int
    identity: Path


def render_configuration(plan: BrokerPlan, access_list: Path) -> str:
    """The text of mosquitto.conf. Paths must be absolute and free of line breaks."""
    for path in (plan.identity, access_list):
        if not path.is_absolute() or "\n" in str(path):
            raise ValueError(f"not a path mosquitto can be given: {path}")
    return _CONFIGURATION.format(
        address=plan.address,
        port=plan.port,
        identity=plan.identity,
        access_list=access_list,
        largest_packet=LARGEST_PACKET,
        in_flight=IN_FLIGHT,
        queue_of_one_client=QUEUE_OF_ONE_CLIENT,
        memory=MEMORY,
    )


def render_access_list(room: RoomId, hub: DeviceId, devices: Iterable[DeviceId]) -> str:
    """The text of the access list: the hub's two blocks, then two for each device in order."""
    blocks = [_block(hub, hub_rights(room)), _block(bulk_user(hub), hub_bulk_rights(room))]
    for device in sorted(set(devices)):
        blocks.append(_block(device, device_rights(room, device)))
        blocks.append(_block(bulk_user(device), device_bulk_rights(room, device)))
    return "\n".join(blocks)


def _block(user: str, rights: tuple[tuple[str, str], ...]) -> str:
    lines = [f"user {user}", *(f"topic {right} {pattern}" for right, pattern in rights)]
    return "\n".join(lines) + "\n"


def write_broker_files(
    directory: Path, plan: BrokerPlan, room: RoomId, hub: DeviceId, devices: Iterable[DeviceId]
) -> Path:
    """Write configuration and access list into `directory`; returns the configuration's path.

    Each file appears whole: a running broker may be told to reload at any time.
    """
    directory.mkdir(parents=True, exist_ok=True)
    access_list, configuration = directory / "access.txt", directory / "mosquitto.conf"
    replace_text(access_list, render_access_list(room, hub, devices))
    replace_text(configuration, render_configuration(plan, access_list))
    return configuration
