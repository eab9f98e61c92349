"""Who vouches: certificates, keys and detached signatures; it knows no package and no person.

``derivation.derive_key(pin, salt) -> bytes``
``certificates.Certificate(pem)`` with ``.key_code``, ``.subject_cn``, ``.der``
``keys.SigningKey.generate(label)``, ``.certificate``, ``.to_encrypted(pin)``,
``.from_encrypted(blob, certificate_pem, pin)``, ``.sign(content, at) -> bytes``
``signatures.verify_signature(p7s, content, certificate) -> datetime``
"""
