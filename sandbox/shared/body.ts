export const mediaType = (contentType: string | undefined): string =>
	(contentType ?? '').split(';')[0].trim().toLowerCase();

/** The parsed JSON or form, undefined for anything else. */
export function parseBody(contentType: string | undefined, raw: Buffer): unknown {
	const type = mediaType(contentType);
	if (type === 'application/x-www-form-urlencoded') return parseForm(raw.toString('utf8'));
	if (type !== 'application/json' && !type.endsWith('+json')) return undefined;
	try {
		return JSON.parse(raw.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** A field given once is a string, given several times a list. */
export function parseForm(text: string): Record<string, string | string[]> {
	const params = new URLSearchParams(text);
	return Object.fromEntries(
		[...new Set(params.keys())].map((name) => {
			const values = params.getAll(name);
			return [name, values.length === 1 ? values[0] : values];
		}),
	);
}
