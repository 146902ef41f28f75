import { type Locator, type Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** The visitor's panel, by what people and assistive technology find there. */
class Chat {
	public readonly log: Locator;
	private readonly host: Locator;

	public constructor( private readonly page: Page ) {
		this.host = page.locator( 'aaia-chatbot' ).first();
		this.log = this.host.getByRole( 'log' );
	}

	public async open(): Promise< void > {
		await this.host.getByRole( 'button' ).first().click();
		await expect( this.host.getByRole( 'dialog' ) ).toBeVisible();
	}

	public async ask( text: string ): Promise< void > {
		await this.host.getByRole( 'textbox', { name: /message/i } ).last().fill( text );
		await this.page.keyboard.press( 'Enter' );
	}

	public answers(): Locator {
		return this.log.locator( '[data-author="assistant"]' );
	}

	public button( name: string | RegExp ): Locator {
		return this.host.getByRole( 'button', { name } );
	}

	public region( name: string ): Locator {
		return this.host.getByRole( 'region', { name } );
	}

	public get panel(): Locator {
		return this.host.getByRole( 'dialog' );
	}
}

test.describe( 'The whole conversation', () => {
	test( 'a visitor asks in French, gets an answer with sources, asks for a person, and staff answer into the open panel', async ( {
		page,
		site,
		staff,
		mailbox,
		wp,
		expectAccessible,
	} ) => {
		await wp( 'aaia', 'setting', 'set', 'support_email', 'equipe@example.com' );
		const asked: string[] = [];
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		await page.goto( '/fr/' );
		await page.waitForTimeout( 500 );
		expect(
			asked.filter( ( url ) => url.includes( 'aaia-chatbot/v1' ) || url.includes( 'panel' ) ),
			'nothing is fetched before the visitor opens the chat'
		).toEqual( [] );
		const chat = new Chat( page );
		await chat.open();
		await expect( chat.panel ).toContainText( 'assistant IA' );
		await chat.ask( 'Quelle est la durée de la garantie du cadre ?' );
		await expect( chat.answers().first() ).toContainText( /ans/ );
		await expect( chat.region( 'Sources' ).getByRole( 'link' ).first() ).toHaveAttribute( 'href', /garantie/ );
		await expectAccessible( page );

		await chat.ask( 'Je voudrais parler à un humain' );
		await expect( chat.button( 'Envoyer à l’équipe' ) ).toBeVisible();
		await expectAccessible( page );
		await chat.button( 'Envoyer à l’équipe' ).click();
		const mail = await mailbox.waitFor( ( candidate ) => candidate.to.includes( 'equipe@example.com' ) );
		expect( mail.text ).toContain( 'Je voudrais parler à un humain' );
		expect( mail.headers.from ).not.toContain( 'visitor' );
		await expect( chat.panel ).toContainText( 'L’équipe a été prévenue' );

		const link = /https?:\S+conversation=\S+/.exec( mail.text )?.[ 0 ] ?? '';
		expect( link ).not.toBe( '' );
		await staff.goto( link );
		await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Je voudrais parler à un humain' );
		await staff.getByRole( 'button', { name: 'Take over' } ).click();
		await staff.getByRole( 'textbox', { name: /reply/i } ).fill( 'Bonjour, ici Claire de l’atelier.' );
		await staff.keyboard.press( 'Enter' );
		await expect( chat.log.locator( '[data-author="agent"]' ) ).toContainText( 'Bonjour, ici Claire de l’atelier.' );

		await chat.ask( 'Merci Claire !' );
		await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Merci Claire !' );
		await expect( chat.answers() ).toHaveCount( 2 );

		await page.goto( ( await chat.region( 'Sources' ).getByRole( 'link' ).first().getAttribute( 'href' ) ) ?? '' );
		await expect( chat.log ).toContainText( 'Bonjour, ici Claire de l’atelier.' );
		const details = staff.getByRole( 'complementary', { name: 'Details' } );
		if ( await details.isHidden() ) {
			await staff.getByRole( 'button', { name: 'Details', exact: true } ).click();
		}
		await expect( details.locator( 'dt:text-is("Last page") + dd a' ) ).toHaveAttribute( 'href', page.url().replace( /#.*/, '' ) );
		await expect( details.locator( 'dt:text-is("Browser") + dd' ) ).toContainText( /Chrome \d+ · Windows · Computer/ );
		expect(
			( await mailbox.all() ).filter( ( candidate ) => candidate.to.includes( 'equipe@example.com' ) ),
			'one mail, not two'
		).toHaveLength( 1 );
		expect( site.url ).not.toBe( '' );
	} );

	test( 'the same works with a keyboard alone, in English, on a phone', async ( { page, expectAccessible } ) => {
		await page.setViewportSize( { width: 390, height: 844 } );
		await page.goto( '/' );
		const launcher = page.locator( 'aaia-chatbot' ).first().getByRole( 'button' ).first();
		await launcher.focus();
		await page.keyboard.press( 'Enter' );
		const chat = new Chat( page );
		await expect( chat.panel ).toBeVisible();
		await page.keyboard.type( 'How long is the warranty?' );
		await page.keyboard.press( 'Enter' );
		await expect( chat.answers().first() ).toContainText( /years/ );
		await expectAccessible( page );
		await page.keyboard.press( 'Escape' );
		await expect( chat.panel ).toBeHidden();
		await expect( launcher ).toBeFocused();
	} );

	test( 'a question that the site cannot answer is refused and leads to a person, without tools or a model', async ( {
		page,
		wp,
		mailbox,
	} ) => {
		await wp( 'aaia', 'setting', 'set', 'tools_enabled', 'false' );
		try {
			await page.goto( '/' );
			const chat = new Chat( page );
			await chat.open();
			await chat.ask( 'Who won the football world cup in 1998?' );
			await expect( chat.answers().first() ).toContainText( 'Talk to a person' );
			await chat.button( 'Talk to a person' ).first().click();
			await chat.button( 'Send to the team' ).click();
			await mailbox.waitFor( ( mail ) => mail.text.includes( 'football world cup' ) );
		} finally {
			await wp( 'aaia', 'setting', 'set', 'tools_enabled', 'true' );
		}
	} );

	test( 'a lost connection in the middle of an answer loses and doubles nothing', async ( { page, wp, site } ) => {
		await wp( 'aaia', 'setting', 'set', 'base_url', site.model );
		await wp( 'aaia', 'setting', 'set', 'allowed_local_hosts', new URL( site.model ).host );
		await wp( 'aaia', 'setting', 'set', 'model', 'gpt-4o-mini' );
		await wp( 'aaia', 'setting', 'set', 'provider', 'openai' );
		try {
			await page.goto( '/' );
			const chat = new Chat( page );
			await chat.open();
			await chat.ask( 'Please tell me a long story' );
			await expect( chat.answers().first() ).toContainText( /\w{3,}/ );
			await page.context().setOffline( true );
			await page.waitForTimeout( 1500 );
			await page.context().setOffline( false );
			await expect( chat.button( 'Helpful' ).first() ).toBeVisible( { timeout: 30_000 } );
			const shown = await chat.answers().first().innerText();
			await page.reload();
			await expect( chat.answers().first() ).toBeVisible();
			expect( await chat.answers().first().innerText() ).toBe( shown );
		} finally {
			await wp( 'aaia', 'setting', 'set', 'provider', 'builtin' );
		}
	} );
} );
