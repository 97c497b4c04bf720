package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;

/** The JSON form of the trusted keys. */
final class TrustedKeysJson {
  private static final int MAX_KEYS = 64;

  private static final JsonKey<String> KEY_ID =
      JsonKey.required("keyId", JsonForms.text(TextForm.KEY_ID));
  private static final JsonKey<String> ALG =
      JsonKey.required("alg", JsonForms.exactly(Signature.ALGORITHM));
  private static final JsonKey<byte[]> PUBLIC_KEY =
      JsonKey.required("publicKey", JsonForms.base64());
  private static final JsonKey<String> COMMENT =
      JsonKey.optional("comment", JsonForms.text(TextForm.line(0, 256)));
  private static final JsonKey<List<TrustedKey>> KEYS =
      JsonKey.required(
          "keys",
          JsonForms.distinct(
              JsonObjectForm.closed(TrustedKeysJson::key, KEY_ID, ALG, PUBLIC_KEY, COMMENT),
              MAX_KEYS,
              TrustedKey::keyId));

  static final JsonForm<TrustedKeys> FORM =
      JsonObjectForm.closed(fields -> new TrustedKeys(fields.get(KEYS)), KEYS);

  private TrustedKeysJson() {}

  static void write(JsonGenerator json, TrustedKeys trusted) throws IOException {
    json.useDefaultPrettyPrinter();
    json.writeStartObject();
    json.writeArrayFieldStart(KEYS.name());
    for (TrustedKey key : trusted.keys()) {
      json.writeStartObject();
      json.writeStringField(KEY_ID.name(), key.keyId());
      json.writeStringField(ALG.name(), Signature.ALGORITHM);
      json.writeStringField(PUBLIC_KEY.name(), key.publicKey());
      JsonBytes.writeUnlessEmpty(json, COMMENT.name(), key.comment());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static TrustedKey key(JsonFields fields) throws BadJsonException {
    byte[] x509 = fields.get(PUBLIC_KEY);
    if (Ed25519.publicKey(x509) instanceof Reading.Invalid<PublicKey> invalid) {
      throw fields.malformed(invalid.problem().message(), invalid.problem().hint());
    }
    TrustedKey key = TrustedKey.of(x509, fields.get(COMMENT, ""));
    if (!key.keyId().equals(fields.get(KEY_ID))) {
      throw fields.malformed("the public key has the id " + key.keyId(), "correct 'keyId'");
    }
    return key;
  }
}
