<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\FrontPageAccess;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Http\GuestAccessHealth;
use PHPUnit\Framework\Attributes\DataProvider;

/** Notices for the owner on who may use the chat. */
final class GuestAccessHealthTest extends ClosedSiteTestCase {

	private function health(): GuestAccessHealth {
		return $this->plugin->services->get( GuestAccessHealth::class );
	}

	/** @param array<string, mixed>|\WP_Error $front */
	private function site_answers( array|\WP_Error $front ): void {
		$this->answer_http(
			static fn(
				string $url,
			): array|\WP_Error => is_wp_error( $front ) || untrailingslashit( $url ) === untrailingslashit( home_url() ) ? $front : [
				'response' => [ 'code' => 200 ],
			],
		);
	}

	/** @return array<string, mixed> */
	private static function redirect( string $to ): array {
		return [
			'response' => [ 'code' => 302 ],
			'headers'  => [ 'location' => $to ],
		];
	}

	/** @return array<string, array{array<string, mixed>|\WP_Error, bool, string, string}> Front page, the owner's choice, status, words. */
	public static function cases(): array {
		return [
			'an open site'                 => [ [ 'response' => [ 'code' => 200 ] ], false, 'good', 'The chat answers everybody.' ],
			'a closed site'                => [
				self::redirect( '/wp-login.php' ),
				false,
				'recommended',
				'So the chat is not shown, answers nobody and reads no pages of this site.',
			],
			'a closed site that is opened' => [
				self::redirect( '/wp-login.php' ),
				true,
				'recommended',
				'anyone who asks can get text from members-only pages.',
			],
			'a site that cannot be asked'  => [
				new \WP_Error( 'http_request_failed', 'cURL error 28' ),
				false,
				'recommended',
				'This server could not check the site just now',
			],
		];
	}

	/** @param array<string, mixed>|\WP_Error $front */
	#[DataProvider( 'cases' )]
	public function test_site_health_runs_the_probe_and_describes_the_result(
		array|\WP_Error $front,
		bool $is_overruled,
		string $status,
		string $words,
	): void {
		$this->settings( [ GuestAccess::SETTING => $is_overruled ] );
		$this->site_answers( $front );
		$this->sign_in();
		$answer = $this->rest( 'GET', '/access/health' );
		$this->assertSame( [ 200, $status ], [ $answer->get_status(), $answer->get_data()['status'] ] );
		$this->assertStringContainsString( esc_html( $words ), $answer->get_data()['description'] );
	}

	public function test_site_health_asks_on_its_page_and_in_its_weekly_check(): void {
		$tests = apply_filters( 'site_status_tests', [ 'direct' => [], 'async' => [] ] );
		$test  = $tests['async']['aaia_chatbot_guests'];
		$this->assertSame( [ rest_url( 'aaia-chatbot/v1/access/health' ), true ], [ $test['test'], $test['has_rest'] ] );
		$this->site_answers( [ 'response' => [ 'code' => 200 ] ] );
		$this->assertSame( 'good', ( $test['async_direct_test'] )()['status'] );
	}

	public function test_a_chat_that_is_off_needs_no_action(): void {
		$this->settings( [ 'widget_enabled' => false ] );
		$this->site_answers( [ 'response' => [ 'code' => 403 ] ] );
		$this->assertSame( 'good', $this->health()->test()['status'] );
	}

	public function test_our_screens_say_that_a_chat_answers_nobody_and_the_setting_says_why(): void {
		$this->sign_in();
		set_current_screen( 'settings_page_aaia-xp' );
		$this->seen( FrontPageAccess::Open );
		$this->assertSame( [ '', [] ], [ $this->notice(), $this->health()->notes() ] );

		$this->seen( FrontPageAccess::Login );
		$this->assertStringContainsString( 'login page', $this->notice() );
		$this->assertStringContainsString( 'page=aaia-xp&amp;tab=widget', $this->notice(), 'The setting is a click away.' );
		$this->assertStringContainsString( 'page=aaia-xp&#038;tab=widget', $this->health()->test()['actions'] );
		$this->assertStringContainsString( 'login page', $this->health()->notes()[ GuestAccess::SETTING ] );

		$this->settings( [ GuestAccess::SETTING => true ] );
		$this->assertSame( '', $this->notice(), 'The owner has decided.' );

		$this->settings( [ GuestAccess::SETTING => false ] );
		$this->sign_in( 'editor' );
		$this->assertSame( '', $this->notice(), 'An editor cannot do anything about it.' );
		set_current_screen( 'front' );
	}

	private function notice(): string {
		ob_start();
		$this->health()->show();
		return (string) ob_get_clean();
	}
}
