"""Serves one stream over RTSP with GStreamer, for tests. Arguments: one JSON object. Prints 'PORT n' when it listens; ends when its standard input closes."""
import json
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

PATTERN = "videotestsrc is-live=true pattern=ball ! video/x-raw,width={width},height={height},framerate={fps}/1 ! {rate} videoconvert ! video/x-raw,format=I420 ! "
# Two of three pictures: the intervals differ, so a time that belongs to a neighbouring picture shows.
UNEVEN = "videorate drop-only=true max-rate={two_thirds} !"
ENCODERS = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max={fps} bitrate=800 ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=1",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast key-int-max={fps} bitrate=800 ! h265parse ! rtph265pay name=pay0 pt=96 config-interval=1",
    "mjpeg": "jpegenc ! rtpjpegpay name=pay0 pt=26",
}
FILE = 'filesrc location="{file}" ! qtdemux ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=1'


def launch_line(options):
    if options.get("file"):
        return FILE.format(file=options["file"].replace('"', '\\"'))
    numbers = {name: options[name] for name in ("width", "height", "fps")}
    rate = UNEVEN.format(two_thirds=options["fps"] * 2 // 3) if options.get("uneven") else ""
    return (PATTERN.format(rate=rate, **numbers) + ENCODERS[options["codec"]]).format(**numbers)


def protect(server, factory, user, password, method):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "user")
    if method == "digest":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    else:
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("user", "media.factory.access", True)
    permissions.add_permission_for_role("user", "media.factory.construct", True)
    factory.set_permissions(permissions)


def main():
    options = json.loads(sys.argv[1])
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(options.get("port", 0)))
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch("( " + launch_line(options) + " )")
    factory.set_shared(not options.get("file"))
    if options.get("user"):
        protect(server, factory, options["user"], options["password"], options.get("auth", "basic"))
    server.get_mount_points().add_factory("/stream", factory)
    if not server.attach(None):
        sys.exit(f"cannot listen on port {options.get('port', 0)}")
    loop = GLib.MainLoop()

    def wait_for_end():
        sys.stdin.read()
        loop.quit()

    threading.Thread(target=wait_for_end, daemon=True).start()
    print(f"PORT {server.get_bound_port()}", flush=True)
    loop.run()


main()
