/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
/** The container that n8n-core itself uses; a second copy of the library may lie at the top of the tree. */
export function fromContainer<T>(type: unknown): T {
	const path = require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] });
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known only now
	const { Container } = require(path) as { Container: { get(type: unknown): T } };
	return Container.get(type);
}
