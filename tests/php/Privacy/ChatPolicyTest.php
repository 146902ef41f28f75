<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Privacy;

use Aaia\Chatbot\Privacy\ChatPolicy;
use Aaia\Chatbot\Privacy\PolicyGuide;
use Aaia\Chatbot\Privacy\PrivacyModule;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\ChatTestCase;

/** The policy guide describes what this site does with conversations under its settings. */
final class ChatPolicyTest extends ChatTestCase {

	public function test_it_says_what_is_stored_here_and_in_the_browser_and_for_how_long(): void {
		$text = $this->text();
		foreach ( [
			'we store your messages', 'address and title of the page', 'where you last had the chat open', 'name of your browser',
			'kept without a fixed end', 'sets no cookie',
			'“aaia-chatbot:”', 'local storage', 'session storage', '“:open”', '“:buffered”', '“:draft”', 'valid for 48 hours',
			'our team sees with which account',
			'does not store your IP address with your conversation',
		] as $said ) {
			$this->assertStringContainsString( $said, $text );
		}
	}

	public function test_the_names_in_the_browser_are_those_the_panel_uses(): void {
		$panel = (string) file_get_contents( dirname( __DIR__, 3 ) . '/widget/panel/storage.ts' );
		$this->assertStringContainsString( 'return `aaia-chatbot:${ api }`', $panel );
		$this->assertStringContainsString( "type Kept = 'open' | 'buffered' | 'draft';", $panel );
		preg_match_all( '/storage(?:\.setItem|\[[^]]+\])\( ([^,]+),/i', $panel, $written );
		$this->assertSame( [ 'name', '`${ key }:${ name }`' ], $written[1], 'Another entry needs another sentence.' );
		$this->assertStringContainsString( 'const linkKey = `${ key }:link`;', $panel );
		$this->assertStringContainsString( 'linked ? [ sessionStorage, linkKey ] : [ localStorage, key ]', $panel );
		$this->assertStringContainsString( '“:link”', $this->text() );
		$this->settings( [ 'visitor_reply_mails' => false ] );
		$this->assertStringNotContainsString( 'e-mail address, if you have confirmed it', $this->text() );
	}

	public function test_it_names_who_writes_the_answers_and_what_is_sent_there(): void {
		$this->assertStringContainsString( 'sent to no AI provider', $this->text() );
		$this->assertStringNotContainsString( 'has it improve, translate or draft', $this->text() );
		$this->settings( [ 'provider' => 'openai', 'base_url' => 'https://models.example/v1' ] );
		$this->assertStringContainsString(
			'a model at models.example. It receives your question, the recent messages of the conversation and passages',
			$this->text(),
		);
		$this->assertStringContainsString( 'has it improve, translate or draft a reply to you', $this->text() );
		$this->assertStringNotContainsString( 'sent to no AI provider', $this->text() );
		$this->settings( [ 'provider' => 'wordpress' ] );
		$this->assertStringContainsString( 'connected to our site', $this->text() );
		$this->settings( [ 'provider' => 'acme' ] );
		$this->assertStringContainsString( 'a model at acme.', $this->text() );
	}

	public function test_it_names_the_server_that_compares_questions_only_when_there_is_one(): void {
		$this->assertStringNotContainsString( 'turns it into numbers', $this->text() );
		$this->settings( [ 'embeddings_server' => 'own', 'embeddings_base_url' => 'https://vectors.example/v1' ] );
		$this->assertStringContainsString( 'a model at vectors.example, which turns it into numbers', $this->text() );
	}

	public function test_it_speaks_of_consent_only_where_it_is_asked_for(): void {
		$this->assertStringNotContainsString( 'consent', $this->text() );
		$this->settings( [ 'consent_required' => true ] );
		$this->assertStringContainsString( 'asked for your consent before', $this->text() );
	}

	public function test_wordpress_is_handed_the_text_escaped_and_only_on_its_own_pages(): void {
		require_once ABSPATH . 'wp-admin/includes/class-wp-privacy-policy-content.php';
		require_once ABSPATH . 'wp-admin/includes/plugin.php';
		$this->settings( [ 'provider' => '<b>x</b>' ] );
		$guide    = new PolicyGuide( new ChatPolicy( $this->plugin->services->get( Settings::class ) ) );
		$suggested = static fn(): array => array_filter(
			(array) ( new \ReflectionClass( \WP_Privacy_Policy_Content::class ) )->getStaticPropertyValue( 'policy_content' ),
			static fn( array $entry ): bool => 'AAIA Chatbot: conversations' === $entry['plugin_name'],
		);
		$page     = $GLOBALS['pagenow'] ?? null;
		try {
			$this->assertSame( [ 'load-options-privacy.php', 'load-privacy-policy-guide.php' ], array_column( PrivacyModule::hooks(), 0 ) );
			$this->assertSame( [], $suggested() );
			set_current_screen( 'dashboard' );
			$this->in_admin_init( $guide->suggest( ... ) );
			$texts = array_column( $suggested(), 'policy_text' );
			$this->assertCount( 1, $texts );
			$this->assertStringNotContainsString( '<b>', $texts[0] );
		} finally {
			$GLOBALS['pagenow'] = $page;
		}
	}

	/** WordPress takes texts only during admin_init. */
	private function in_admin_init( callable $callback ): void {
		global $wp_filter;
		$others = $wp_filter['admin_init'] ?? null;
		unset( $wp_filter['admin_init'] );
		add_action( 'admin_init', $callback );
		do_action( 'admin_init' );
		$wp_filter['admin_init'] = $others;
		unset( $GLOBALS['current_screen'] );
	}

	private function text(): string {
		return implode( ' ', ( new ChatPolicy( $this->plugin->services->get( Settings::class ) ) )->sentences() );
	}
}
