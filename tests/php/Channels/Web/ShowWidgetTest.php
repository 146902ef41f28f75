<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\TestCase;

/** GET /widget: the configuration of the panel. */
final class ShowWidgetTest extends TestCase {

	private Services $services;

	protected function setUp(): void {
		parent::setUp();
		$this->services = $this->wired();
		$this->services->get( Settings::class )->save( [ 'widget_enabled' => true ] );
	}

	public function test_the_configuration_is_public_and_cacheable_for_five_minutes(): void {
		$response = $this->rest( 'GET', '/widget' );

		$this->assertSame( 200, $response->get_status() );
		$this->assertSame( 'public, max-age=300', $response->get_headers()['Cache-Control'] ?? null );
		$this->assertMatchesRegularExpression( '/\A"[0-9a-f]{16}"\z/', $response->get_headers()['ETag'] ?? '' );
	}

	public function test_a_browser_with_the_current_version_gets_304_until_the_settings_change(): void {
		$tag = $this->rest( 'GET', '/widget' )->get_headers()['ETag'];

		$same = $this->rest( 'GET', '/widget', null, [ 'If-None-Match' => 'W/' . $tag . ', "other"' ] );
		$this->assertSame( [ 304, null ], [ $same->get_status(), $same->get_data() ] );

		$this->services->get( Settings::class )->save( [ 'widget_greeting' => 'Welcome!' ] );
		$changed = $this->rest( 'GET', '/widget', null, [ 'If-None-Match' => $tag ] );
		$this->assertSame( [ 200, 'Welcome!' ], [ $changed->get_status(), $changed->get_data()['greeting'] ] );
	}

	public function test_empty_texts_use_the_defaults_of_the_panel_and_the_title_of_the_site(): void {
		update_option( 'blogname', 'Plumber &amp; Sons' );

		$config = $this->rest( 'GET', '/widget' )->get_data();

		$this->assertSame(
			[ 'Plumber & Sons', '', '', [] ],
			[ $config['title'], $config['greeting'], $config['ai_notice'], $config['suggestions'] ],
		);
		$this->assertSame( [ 'text' => 4000, 'comment' => 1000 ], $config['limits'] );
	}

	public function test_consent_is_asked_with_the_owners_words_and_the_privacy_page(): void {
		$this->assertNull( $this->rest( 'GET', '/widget' )->get_data()['consent'] );

		$this->services->get( Settings::class )
			->save( [ 'consent_required' => true, 'consent_text' => 'We keep what you write.', 'privacy_url' => 'https://site.example/privacy' ] );
		$consent = $this->rest( 'GET', '/widget' )->get_data()['consent'];

		$this->assertSame( [ 'We keep what you write.', 'https://site.example/privacy' ], [ $consent['text'], $consent['privacy_url'] ] );
		$this->assertSame( $this->services->get( Consent::class )->version(), $consent['version'] );
	}

	public function test_every_kind_of_data_a_request_for_a_person_sends_is_named_and_the_address_only_when_it_is_sent(): void {
		$without = $this->rest( 'GET', '/widget?locale=en_US' )->get_data()['handover_kinds'];
		$this->services->get( Settings::class )->save( [ 'alert_ip' => true ] );
		$with = $this->rest( 'GET', '/widget?locale=en_US' )->get_data()['handover_kinds'];

		$this->assertGreaterThan( 3, count( $without ) );
		$this->assertCount( count( $without ) + 1, $with );
	}

	public function test_the_configuration_is_not_found_when_the_chat_is_off_and_refused_to_foreign_pages(): void {
		$this->assertSame( 403, $this->rest( 'GET', '/widget', null, [ 'Origin' => 'https://evil.example' ] )->get_status() );

		$this->services->get( Settings::class )->save( [ 'allowed_origins' => [ 'https://shop.example' ] ] );
		$this->assertSame( 200, $this->rest( 'GET', '/widget', null, [ 'Origin' => 'https://shop.example' ] )->get_status() );

		$this->services->get( Settings::class )->save( [ 'widget_enabled' => false ] );
		$this->assertSame( 404, $this->rest( 'GET', '/widget' )->get_status() );
	}

	public function test_invalid_locales_become_the_sites_and_unknown_keys_are_refused(): void {
		$this->assertSame( get_locale(), $this->rest( 'GET', '/widget?locale=' . rawurlencode( '../../etc' ) )->get_data()['locale'] );
		$this->assertSame( 400, $this->rest( 'GET', '/widget?secret=1' )->get_status() );
	}
}
