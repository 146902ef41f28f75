/** node tools/screenshots.mjs: takes the pictures of docs/images anew, from a running demo site in Chromium. */
import { mkdirSync } from 'node:fs';
import { build } from './build.mjs';
import { ensureNodeModules } from './lib/packages.mjs';
import { inProject } from './lib/paths.mjs';
import { main, step } from './lib/say.mjs';
import { ADMIN } from './lib/site.mjs';
import { startStack } from './lib/stack.mjs';
import { chromiumBinary, ensure } from './lib/system.mjs';

const picture = ( name ) => inProject( 'docs/images', `${ name }.png` );

/** Conversations that are there before the pictures, so that the list looks like a day's work: [page, question, asks for a person]. */
const EARLIER = [
	[ '/opening-hours/', 'Are you open on Sunday?', false ],
	[ '/fr/garantie/', 'Combien de temps dure la garantie de la batterie ?', false ],
	[ '/prices/', 'How much is a full service?', false ],
	[ '/fr/retours/', 'Quand suis-je remboursé après un retour ?', true ],
	[ '/payment/', 'Can I pay in four instalments?', false ],
];

async function earlierConversations( url ) {
	const api = `${ url }/wp-json/aaia-chatbot/v1`;
	const post = async ( path, body, token ) => {
		const response = await fetch(
			api + path,
			{
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json', ...( token ? { 'x-aaia-session': token } : {} ) },
				body: JSON.stringify( body ),
			}
		);
		if ( ! response.ok ) {
			throw new Error( `POST ${ path } answered ${ response.status }: ${ await response.text() }` );
		}
		return response.json();
	};
	for ( const [ index, [ path, text, person ] ] of EARLIER.entries() ) {
		const { token } = await post( '/session', {} );
		const locale = path.startsWith( '/fr/' ) ? 'fr_FR' : 'en_US';
		const message = { id: `picture-message-${ Date.now().toString( 36 ) }-${ index }`, role: 'user', parts: [ { type: 'text', text } ] };
		const { metadata } = await post( '/chat', { message, page: { url: url + path, title: 'Vélo Clairac', locale } }, token );
		if ( person ) {
			await post( `/chat/${ metadata.conversation }/handover`, { email: 'lea.martin@example.com' }, token );
		}
	}
}

async function widget( browser, url, { name, path, viewport, open, field, question, sources } ) {
	const page = await browser.newPage( { viewport, deviceScaleFactor: viewport.width < 600 ? 2 : 1 } );
	await page.goto( url + path );
	await page.getByRole( 'button', { name: open } ).click();
	await page.getByRole( 'textbox', { name: field } ).fill( question );
	await page.keyboard.press( 'Enter' );
	await page.getByRole( 'region', { name: sources } ).waitFor();
	await page.waitForTimeout( 500 );
	await page.screenshot( { path: picture( name ) } );
	await page.close();
}

async function staff( browser, url ) {
	const page = await browser.newPage( { viewport: { width: 1360, height: 850 } } );
	await page.goto( `${ url }/wp-login.php` );
	await page.locator( '#user_login' ).fill( ADMIN.user );
	await page.locator( '#user_pass' ).fill( ADMIN.password );
	await page.locator( '#wp-submit' ).click();
	await page.waitForURL( /wp-admin/ );
	await page.goto( `${ url }/wp-admin/admin.php?page=aaia-conversations` );
	await page.getByText( 'lea.martin@example.com' ).first().click();
	await page.getByRole( 'textbox', { name: /^Reply/ } ).fill(
		'Bonjour Léa, votre retour est arrivé ce matin : vous serez remboursée au plus tard vendredi.'
	);
	await page.keyboard.press( 'Enter' );
	await page.getByRole( 'button', { name: 'Send now' } ).click();
	await page.locator( '.aaia-message.is-agent' ).waitFor();
	await page.waitForTimeout( 1500 );
	await page.screenshot( { path: picture( 'conversations' ) } );
	await page.goto( `${ url }/wp-admin/options-general.php?page=aaia-xp` );
	await page.getByRole( 'heading', { name: 'Tools & features' } ).waitFor();
	await page.screenshot( { path: picture( 'settings' ) } );
	await page.close();
}

await main( async () => {
	await ensure( 'php', 'chromium' );
	await ensureNodeModules();
	await build();
	mkdirSync( inProject( 'docs/images' ), { recursive: true } );
	const { chromium } = await import( '@playwright/test' );
	const stack = await startStack( { db: 'sqlite', demo: true } );
	const browser = await chromium.launch( {
		executablePath: chromiumBinary(),
		args: [ '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update' ],
	} );
	try {
		step( 'Taking pictures.' );
		await earlierConversations( stack.url );
		await widget(
			browser,
			stack.url,
			{
				name: 'widget-desktop',
				path: '/delivery/',
				viewport: { width: 1280, height: 800 },
				open: 'Open the chat',
				field: 'Your message',
				question: 'How much does delivery to Belgium cost?',
				sources: 'Sources',
			}
		);
		await widget(
			browser,
			stack.url,
			{
				name: 'widget-phone',
				path: '/fr/retours/',
				viewport: { width: 390, height: 844 },
				open: 'Ouvrir le chat',
				field: 'Votre message',
				question: 'Combien coûte un retour depuis la Belgique ?',
				sources: 'Sources',
			}
		);
		await staff( browser, stack.url );
	} finally {
		await browser.close();
		await stack.stop();
	}
} );
