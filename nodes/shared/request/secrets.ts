import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { VendorWords } from './vendor';

const SECRET = /key|secret|token|password/i;

/** The texts of a credential that nobody may see, wherever they are nested. */
function secretsIn(value: unknown, isSecret = false): string[] {
	if (typeof value === 'string') return isSecret && value !== '' ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, isSecret || SECRET.test(name)));
}

/** What a vendor says, without the credential and other secrets, should it quote them. */
export function withoutSecrets(
	words: VendorWords | undefined,
	credentials: ICredentialDataDecryptedObject,
	patterns: RegExp[] = [],
): VendorWords | undefined {
	if (!words?.message) return words;
	const plain = secretsIn(credentials).reduce(
		(text, secret) => text.split(secret).join('[credential]'),
		words.message,
	);
	return { ...words, message: patterns.reduce((text, pattern) => text.replace(pattern, '[secret]'), plain) };
}
