"""VERIFY.txt: how anyone checks a package with stock tools and without this program."""

from collections.abc import Mapping

_HEAD = """\
不用本程序核对数据包 {top}.ynr

本数据包是一个 ZIP 文件，其中是一份 BagIt 档案（RFC 8493）。任何一台装有 unzip、OpenSSL 和
coreutils 的计算机都能核对，不需要联网。请在数据包所在的文件夹中依次执行以下命令。

一、解开数据包。显示 No errors detected 即为完好。

    unzip -tq {top}.ynr && unzip -q {top}.ynr && cd {top}

二、核对签名。每位签名人都应显示 CAdES Verification successful。
"""
_SIGNATURE = """
    openssl cms -verify -cades -binary -inform DER -in signatures/{signer}.p7s \
-content tagmanifest-sha256.txt -CAfile signatures/{signer}.pem -purpose any -no_check_time \
-out /dev/null
"""
_FILES = """
三、核对每个文件。没有任何提示即为一致。

    sha256sum --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt

四、核对签名人。每条命令显示一个身份核对码，须与纸面《身份核对确认表》或会议须知上的一致
（纸面每四位加一个短横）。仿造者可以用自己的密钥重新签名，只有这一步能够发现。
"""
_CODE = """
    openssl x509 -in signatures/{signer}.pem -noout -pubkey | openssl pkey -pubin -outform DER \
| openssl dgst -sha256 -binary | head -c 10 | base32 | tr 'A-Z2-7' '0-9A-HJKMNP-TV-Z'

    签名人 {signer}，签名时写入的身份核对码为 {code}
"""
_TAIL = """
data 文件夹中扩展名为 .ynr 的文件是完整的数据包，可以用同样的方法逐个核对。
本程序的数字签名用于核对完整性和来源，不是电子印章。
"""


def commands_of(text: bytes) -> tuple[str, ...]:
    """Return the commands that a VERIFY.txt tells to run, in order."""
    lines = (line[4:] for line in text.decode().splitlines() if line.startswith("    "))
    return tuple(line for line in lines if line[:1].isascii())


def verify_text(top_name: str, signers: Mapping[str, str]) -> bytes:
    """Return VERIFY.txt for one package; ``signers`` maps the signer's name to the key code."""
    parts = [
        _HEAD.format(top=top_name),
        *(_SIGNATURE.format(signer=signer) for signer in signers),
        _FILES,
        *(_CODE.format(signer=signer, code=code) for signer, code in signers.items()),
        _TAIL,
    ]
    return "".join(parts).encode()
