import type { N8nClient, SavedCredential } from '../../../scripts/host';

/**
 * What "Connect" in the editor does: n8n → the vendor's consent → n8n's callback.
 *
 * @returns the address that n8n sent the person to, and the page that it showed at the end
 */
export async function connect(
	n8n: N8nClient,
	saved: SavedCredential,
): Promise<{ authorize: URL; page: string }> {
	const authorize = new URL(await n8n.rest<string>('GET', `/oauth2-credential/auth?id=${saved.id}`));
	const consent = await fetch(authorize, { redirect: 'manual' });
	const callback = new URL(consent.headers.get('location') ?? '', authorize);
	expect(callback.href).toContain(`${n8n.origin}/rest/oauth2-credential/callback?`);

	const answer = await n8n.fetch(callback.href);
	expect(answer.status).toBe(200);
	return { authorize, page: await answer.text() };
}
