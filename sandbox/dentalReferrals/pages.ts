import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { makePdf } from '../shared/pdf';
import { Refusal } from '../shared/refusal';
import { authenticate, owned } from './auth';
import { attachmentPath, shortPath } from './documents';
import { preparedPath } from './forms';
import type { ReferralDocument } from './records';
import type { World } from './world';

/** Where a browser that is not signed in is sent [I]. */
const SIGN_IN = '/users/sign_in';

/** Outside the API: the documents, and what a browser sees. */
export function addPages(app: FastifyInstance, world: World): void {
	const document = async (request: FastifyRequest, reply: FastifyReply) =>
		sendDocument(world, request, reply);
	app.get('/documents/:name', document);
	app.get('/documents/show/attachments/:id/pdfs/original/:name', document);
	// An address that works once is used up by whatever asks for it, a preview's HEAD too.
	app.route({
		method: ['GET', 'HEAD'],
		url: preparedPath(':token'),
		handler: async (request, reply) => openForm(world, request, reply),
	});
	app.get(SIGN_IN, async (_request, reply) => sendPage(reply, 'Log in', ''));
}

function findDocument(
	world: World,
	path: string,
): { apiKey: string; document: ReferralDocument } | undefined {
	for (const referral of world.referrals) {
		const document = referral.documents.find((candidate) =>
			[shortPath(referral, candidate), attachmentPath(referral, candidate)].includes(path),
		);
		if (document) return { apiKey: referral.apiKey, document };
	}
	return undefined;
}

function sendDocument(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	// The sample asks for `application/json`; whoever does not is taken for a browser without a login [I].
	if (!(request.headers.accept ?? '').includes('application/json')) return reply.redirect(SIGN_IN, 302);
	const practice = authenticate(world, request.headers);
	const path = decodeURIComponent(request.url.split('?')[0]);
	const { document } = owned(findDocument(world, path), practice, 'Document');
	const { size, stream } = makePdf(document.pages, world.switches.pdfBytes ?? 0);
	return reply
		.type('application/pdf')
		.header('content-length', size)
		.header('content-disposition', `inline; filename="${path.slice(path.lastIndexOf('/') + 1)}"`)
		.send(stream());
}

function openForm(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	const { token } = request.params as { token: string };
	const form = world.referrals.find((candidate) => candidate.token === token);
	if (!form) throw new Refusal(404, 'Form not found');
	const { urn, opened, fields, formType = '' } = form;
	world.openedForms.push({
		urn,
		url: world.origin() + preparedPath(token),
		method: request.method,
		userAgent: request.headers['user-agent'],
		first: !opened,
		at: Date.now(),
	});
	form.opened = true;
	if (opened) return reply.redirect(SIGN_IN, 302);
	const rows = Object.entries(fields).map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`);
	return sendPage(reply, `${formType} ${urn}`, `<dl>${rows.join('')}</dl>${submitButton(urn)}`);
}

const safe = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** For people who try the sandbox in a browser. */
const submitButton = (urn: string) => `<button>Submit</button><script>
document.querySelector('button').onclick = async ({ target }) => {
	await fetch('/_sandbox/submit-form', { method: 'POST', body: '{"urn":"${urn}"}' });
	target.replaceWith('Submitted');
};
</script>`;

const sendPage = (reply: FastifyReply, title: string, content: string): FastifyReply =>
	reply
		.type('text/html; charset=utf-8')
		.send(`<!doctype html><title>${safe(title)}</title><h1>${safe(title)}</h1>${content}`);
