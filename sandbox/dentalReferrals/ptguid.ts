import { createHash } from 'node:crypto';

/**
 * “Base64 hash of the API KEY + patient_identifier”; which hash is not documented, and the sample decodes to 20 characters.
 * Here 20 bytes, chosen so that the text holds `+`, `/` and `=`, which a client must escape in an address [I].
 */
export function ptguidOf(apiKey: string, patientIdentifier: string): string {
	for (let round = 0; ; round += 1) {
		const hash = createHash('sha1').update(`${apiKey}${patientIdentifier}#${round}`).digest('base64');
		if (hash.includes('+') && hash.includes('/')) return hash;
	}
}
