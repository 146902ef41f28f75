<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\TestCase;

/** GET and PUT /settings. */
final class SettingsRoutesTest extends TestCase {

	public function test_every_setting_comes_with_its_sentence(): void {
		$this->sign_in();
		$data = $this->rest( 'GET', '/settings' )->get_data();

		self::assertSame( array_keys( $data['values'] ), array_keys( $data['sentences'] ) );
		self::assertNotContains( '', $data['sentences'] );
		foreach ( [
			'widget_enabled', 'provider', 'api_key', 'system_instructions', 'tools_enabled', 'support_email', 'alert_ip',
			'widget_color', 'delete_on_uninstall',
		] as $key ) {
			self::assertArrayHasKey( $key, $data['values'] );
		}
	}

	public function test_saved_settings_are_returned_and_the_others_stay(): void {
		$this->sign_in();
		$this->rest( 'PUT', '/settings', [ 'widget_title' => '007', 'support_email' => 'help@example.com' ] );
		$data = $this->rest(
			'PUT',
			'/settings',
			[ 'widget_enabled' => true, 'turns_at_once' => 3, 'allowed_origins' => "https://a.example\nhttps://b.example" ],
		)->get_data();

		self::assertSame( '007', $data['values']['widget_title'], 'Text that looks like a number stays as typed.' );
		self::assertSame( 'help@example.com', $data['values']['support_email'] );
		self::assertTrue( $data['values']['widget_enabled'] );
		self::assertSame( 3, $data['values']['turns_at_once'] );
		self::assertSame( [ 'https://a.example', 'https://b.example' ], $data['values']['allowed_origins'] );
	}

	public function test_an_invalid_value_is_named_and_nothing_is_saved(): void {
		$this->sign_in();
		$response = $this->rest( 'PUT', '/settings', [ 'widget_title' => 'New', 'support_email' => 'nobody' ] );

		self::assertSame( 400, $response->get_status() );
		self::assertSame( 'support_email', $response->get_data()['data']['field'] );
		self::assertStringContainsString( 'nobody', $response->get_data()['message'] );
		self::assertSame( '', $this->rest( 'GET', '/settings' )->get_data()['values']['widget_title'] );
		$several = $this->rest( 'PUT', '/settings', [ 'widget_color' => 'blue', 'widget_title' => 'New', 'support_email' => 'nobody' ] );
		self::assertSame( [ 'widget_color', 'support_email' ], array_keys( $several->get_data()['data']['errors'] ), 'All at once.' );
		self::assertSame( 'nonsense', $this->rest( 'PUT', '/settings', [ 'nonsense' => 'x' ] )->get_data()['data']['field'] );
	}

	public function test_a_key_is_masked_kept_when_its_mask_comes_back_and_never_stored_in_plain(): void {
		$this->sign_in();
		$data = $this->rest( 'PUT', '/settings', [ 'api_key' => 'sk-very-secret' ] )->get_data();
		self::assertSame( Settings::MASK, $data['values']['api_key'] );
		self::assertStringNotContainsString( 'sk-very-secret', (string) wp_json_encode( $data ) );

		$this->rest( 'PUT', '/settings', [ 'api_key' => Settings::MASK, 'model' => 'm' ] );
		self::assertSame( Settings::MASK, $this->rest( 'GET', '/settings' )->get_data()['values']['api_key'] );
		foreach ( self::wpdb()->get_col( 'SELECT option_value FROM ' . self::wpdb()->options ) as $stored ) {
			self::assertStringNotContainsString( 'sk-very-secret', (string) $stored );
		}
	}

	public function test_naming_another_server_empties_the_key_unless_a_new_one_comes_along(): void {
		$this->sign_in();
		$this->rest( 'PUT', '/settings', [ 'base_url' => 'https://one.example/v1', 'api_key' => 'sk-one' ] );

		$same = $this->rest( 'PUT', '/settings', [ 'base_url' => 'https://one.example/v2', 'api_key' => Settings::MASK ] )->get_data();
		self::assertSame( Settings::MASK, $same['values']['api_key'] );
		$other = $this->rest( 'PUT', '/settings', [ 'base_url' => 'https://evil.example/v1', 'api_key' => Settings::MASK ] )->get_data();
		self::assertSame( '', $other['values']['api_key'] );
		$new = $this->rest( 'PUT', '/settings', [ 'base_url' => 'https://two.example/v1', 'api_key' => 'sk-two' ] )->get_data();
		self::assertSame( Settings::MASK, $new['values']['api_key'] );
	}

	public function test_the_french_settings_screen_uses_words_that_owners_know(): void {
		$words = [
			'Tools & features'       => 'Outils & Fonctionnalités',
			'Enable tools'           => 'Activer les Outils',
			'Tools configuration'    => 'Configuration des Outils',
			'Support e-mail address' => 'Adresse Email de Support',
		];
		$catalogue = (string) file_get_contents( dirname( __DIR__, 3 ) . '/languages/aaia-chatbot-fr_FR.po' );
		$screen    = '';
		foreach ( [ 'AssistantTab', 'ToolsConfiguration' ] as $file ) {
			$screen .= file_get_contents( dirname( __DIR__, 3 ) . "/admin/settings/tabs/assistant/$file.tsx" );
		}
		foreach ( $words as $english => $french ) {
			self::assertTrue( str_contains( $screen, "__( '$english', 'aaia-chatbot' )" ), "On the screen: $english" );
			self::assertTrue( str_contains( $catalogue, "msgid \"$english\"\nmsgstr \"$french\"\n" ), "In the catalogue: $french" );
		}
	}
}
