package dev.sluice.stream.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The JSON form of an envelope. */
final class EnvelopeJson {
  private static final int MAX_SIGNATURES = 16;

  private static final JsonKey<String> KEY_ID =
      JsonKey.required("keyId", JsonForms.text(TextForm.KEY_ID));
  private static final JsonKey<String> ALG =
      JsonKey.required("alg", JsonForms.exactly(Signature.ALGORITHM));
  private static final JsonKey<byte[]> SIG = JsonKey.required("sig", JsonForms.base64());
  private static final JsonKey<byte[]> PAYLOAD = JsonKey.required("payload", JsonForms.base64());
  private static final JsonKey<List<Signature>> SIGNATURES =
      JsonKey.required(
          "signatures",
          JsonForms.list(
              JsonObjectForm.closed(EnvelopeJson::signature, KEY_ID, ALG, SIG), MAX_SIGNATURES));

  static final JsonForm<Envelope> FORM =
      JsonObjectForm.closed(
          fields -> new Envelope(fields.get(PAYLOAD), fields.get(SIGNATURES)), PAYLOAD, SIGNATURES);

  private EnvelopeJson() {}

  static void write(JsonGenerator json, Envelope envelope) throws IOException {
    json.writeStartObject();
    json.writeBinaryField(PAYLOAD.name(), envelope.payload());
    json.writeArrayFieldStart(SIGNATURES.name());
    for (Signature signature : envelope.signatures()) {
      json.writeStartObject();
      json.writeStringField(KEY_ID.name(), signature.keyId());
      json.writeStringField(ALG.name(), Signature.ALGORITHM);
      json.writeBinaryField(SIG.name(), signature.sig());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static Signature signature(JsonFields fields) throws BadJsonException {
    byte[] sig = fields.get(SIG);
    if (sig.length != Ed25519.SIGNATURE_BYTES) {
      throw fields.malformed(
          "expected a signature of " + Ed25519.SIGNATURE_BYTES + " bytes, found " + sig.length, "");
    }
    return new Signature(fields.get(KEY_ID), sig);
  }
}
