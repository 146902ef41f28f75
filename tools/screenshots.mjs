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

/** Conversations that are there before the pictures, so that lists and figures look like work: [page, question, what comes of it]. */
const EARLIER = [
	[ '/delivery/', 'How much does delivery to Belgium cost?', { rating: 'up' } ],
	[ '/prices/', 'What is the price of an inner tube?', {} ],
	[ '/fr/garantie/', 'Quelle est la durée de la garantie du cadre ?', { rating: 'up' } ],
	[ '/delivery/', 'Do you rent cargo bikes?', {} ],
	[ '/opening-hours/', 'Where is your shop?', { rating: 'up' } ],
	[ '/delivery/', 'Is it possible to rent a cargo bike?', { email: 'joe.miller@example.com', words: 'I need one on Saturday.' } ],
	[ '/prices/', 'Can a tandem be mended in a day?', {} ],
	[ '/fr/livraison/', 'Vendez-vous des trottinettes électriques ?', {} ],
	[ '/delivery/', 'Do you rent cargo bikes for a weekend?', {} ],
	[ '/fr/livraison/', 'Combien coûte un retour depuis la Belgique ?', { rating: 'up' } ],
	[ '/fr/livraison/', 'Vendez-vous des trottinettes électriques pour enfant ?', {} ],
	[ '/prices/', 'How long does a repair take?', { rating: 'up' } ],
	[ '/payment/', 'Do you take gift cards?', {} ],
	[ '/opening-hours/', 'Are you open on Sunday?', {} ],
	[ '/fr/garantie/', 'Combien de temps dure la garantie de la batterie ?', { rating: 'down', words: 'Et si elle meurt avant ?' } ],
	[ '/prices/', 'How much is a full service?', { rating: 'up' } ],
	[ '/fr/retours/', 'Quand suis-je remboursé après un retour ?', { email: 'lea.martin@example.com' } ],
	[ '/payment/', 'Can I pay in four instalments?', { rating: 'down', words: 'Not at the till, they told me' } ],
];

async function earlierConversations( url ) {
	const api = `${ url }/wp-json/aaia-chatbot/v1`;
	const ask = async ( method, path, body, token ) => {
		const json = { 'content-type': 'application/json', accept: 'application/json' };
		const headers = { ...json, ...( token ? { 'x-aaia-session': token } : {} ) };
		const response = await fetch( api + path, { method, headers, body: JSON.stringify( body ) } );
		if ( ! response.ok ) {
			throw new Error( `${ method } ${ path } answered ${ response.status }: ${ await response.text() }` );
		}
		return response.json();
	};
	for ( const [ index, [ path, text, { rating, words, email } ] ] of EARLIER.entries() ) {
		const { token } = await ask( 'POST', '/session', {} );
		const locale = path.startsWith( '/fr/' ) ? 'fr_FR' : 'en_US';
		const parts = [ { type: 'text', text } ];
		const message = { id: `picture-message-${ Date.now().toString( 36 ) }-${ index }`, role: 'user', parts };
		const page = { url: url + path, title: 'Vélo Clairac', locale };
		const { id, metadata } = await ask( 'POST', '/chat', { message, page }, token );
		const chat = `/chat/${ metadata.conversation }`;
		if ( rating ) {
			await ask( 'PUT', `${ chat }/messages/${ id }/rating`, { value: rating, ...( words ? { comment: words } : {} ) }, token );
		}
		if ( email ) {
			await ask( 'POST', `${ chat }/handover`, { email, ...( words ? { message: words } : {} ) }, token );
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

async function staff( browser, { url, run } ) {
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
	await run( [ 'eval-file', '--use-include', inProject( 'tools/demo/past.php' ) ] );
	await page.setViewportSize( { width: 1280, height: 860 } );
	await page.goto( `${ url }/wp-admin/admin.php?page=aaia-improve` );
	await page.getByRole( 'button', { name: /^Negative ratings/ } ).click();
	await page.getByRole( 'group', { name: 'Judge this answer' } ).waitFor();
	await page.screenshot( { path: picture( 'improve' ) } );
	await page.goto( `${ url }/wp-admin/admin.php?page=aaia-insights&period=30` );
	await page.getByRole( 'heading', { name: 'Themes' } ).waitFor();
	await page.screenshot( { path: picture( 'insights' ) } );
	await page.goto( `${ url }/wp-admin/options-general.php?page=aaia-xp&tab=status` );
	await page.getByText( /Answers appear word by word/ ).waitFor();
	await page.screenshot( { path: picture( 'status' ) } );
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
		await staff( browser, stack );
	} finally {
		await browser.close();
		await stack.stop();
	}
} );
