import type { FastifyInstance } from 'fastify';

import { readJson } from '../shared/body';
import { readQuery } from '../shared/query';
import { Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import { CREDENTIALS } from './credentials';
import { route, type Route } from './route';
import type { World } from './world';

const checkLogin = checker<{ email: string; password: string }>({
	type: 'object',
	additionalProperties: false,
	required: ['email', 'password'],
	properties: {
		email: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$' },
		password: { type: 'string', minLength: 1 },
	},
});

/** Its status is not documented; 201 is what NestJS answers to a POST unless told otherwise [I]. */
export function addLogin(app: FastifyInstance, world: World): void {
	app.post('/auth/login', async (request, reply) => {
		readQuery({}, request.query as Record<string, unknown>);
		const { email, password } = checkLogin(readJson(request));
		const { sessions, switches } = world;
		if (email !== CREDENTIALS.email || password !== CREDENTIALS.password) {
			sessions.logins.refused += 1;
			throw new Refusal(401, 'Invalid email or password');
		}
		sessions.logins.accepted += 1;
		const token = sessions.issue();
		reply.code(201);
		return switches.loginAnswer === 'token' ? { message: 'Login successful', token } : { accessToken: token };
	});
}

export const userRoutes: Route[] = [
	route('GET', '/auth/user', {
		handle({ world }) {
			const { sites, organizations, brands } = world.tables;
			const ids = (rows: Array<{ id: number }>) => rows.map(({ id }) => String(id));
			return {
				id: '7',
				email: CREDENTIALS.email,
				firstName: 'Robin',
				lastName: 'Integrations',
				role: 'CLIENT_ACCOUNT_USER',
				fhirStoreId: sites[0].fhirStoreId,
				organizationIds: ids(organizations),
				brandIds: ids(brands),
				siteIds: ids(sites),
				tosAcceptedAt: '2024-01-15T10:00:00.000Z',
			};
		},
	}),
];
