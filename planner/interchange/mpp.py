"""MS Project's own files (.mpp), by way of mpxj (the extra ``mpp``) and a Java.

They run in a process of its own with limits on time and memory, which reads the file from its
input and writes MS Project XML to its output.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

from planner.errors import refusal
from planner.phrase import phrase

_SECONDS = 120
_HEAP = "-Xmx1g"
_REMEDY = phrase("open it in MS Project and save it as XML")
_NO_JAVA, _NOT_READ = 3, 4


def as_mspdi(data: bytes) -> bytes:
    """The file as MS Project XML.

    Raises:
        InputError: if the extra or Java is not there, or the file cannot be read.
    """
    if find_spec("mpxj") is None or find_spec("jpype") is None:
        raise refusal(
            "needs-mpxj",
            phrase("reading .mpp files needs the extra mpp and a Java"),
            phrase('install them with pip install "crewplan[mpp]", or {remedy}', remedy=_REMEDY),
        )
    command = [sys.executable, "-c", f"from {__name__} import child; child()"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise refusal(
            "too-big",
            phrase("the file cannot be read within {seconds} s", seconds=_SECONDS),
            _REMEDY,
        ) from None
    if done.returncode == _NO_JAVA:
        raise refusal(
            "needs-java",
            phrase("reading .mpp files needs a Java, and none was found"),
            phrase("install one and set JAVA_HOME if needed, or {remedy}", remedy=_REMEDY),
        )
    if done.returncode or not done.stdout:
        raise refusal("damaged-file", phrase("the .mpp file cannot be read"), _REMEDY)
    return done.stdout


def child() -> None:
    """Reads a file from standard input and writes it as XML; runs on its own.

    What Java's libraries say on standard output goes where errors go.
    """
    output = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    import jpype
    import mpxj  # noqa: F401 - puts its classes on Java's path

    if shutil.which("java") is None and not _has_java(jpype):
        sys.exit(_NO_JAVA)
    jpype.startJVM(_HEAP)
    stream = jpype.java.io.ByteArrayInputStream(sys.stdin.buffer.read())
    project = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(stream)
    if project is None:
        sys.exit(_NOT_READ)
    target = jpype.java.io.ByteArrayOutputStream()
    jpype.JClass("org.mpxj.mspdi.MSPDIWriter")().write(project, target)
    with os.fdopen(output, "wb") as stream:
        stream.write(bytes(target.toByteArray()))


def _has_java(jpype: object) -> bool:
    try:
        jpype.getDefaultJVMPath()  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - whatever it is, there is none
        return False
    return True
