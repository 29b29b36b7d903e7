import { checker } from './schema';

/** Reads the one property that a control route's body has. */
export function only<T>(name: string, schema: object): (body: unknown) => T {
	const check = checker<Record<string, T>>({
		type: 'object',
		additionalProperties: false,
		required: [name],
		properties: { [name]: schema },
	});
	return (body) => check(body)[name];
}
