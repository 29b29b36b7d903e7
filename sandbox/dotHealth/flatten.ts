/** Lists as members of their own, `entry[0]`, `entry[1]`, as they are in the sample of a search. */
export function flattened(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(flattened);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
			Array.isArray(inner)
				? inner.map((one, index) => [`${name}[${index}]`, flattened(one)])
				: [[name, flattened(inner)]],
		),
	);
}
