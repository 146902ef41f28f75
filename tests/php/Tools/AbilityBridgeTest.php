<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Tools;

use Aaia\Chatbot\Conversations\EncryptedIp;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Http\ClientAddress;
use Aaia\Chatbot\Http\ProxyDetector;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;
use Aaia\Chatbot\Tools\AbilityBridge;
use Aaia\Chatbot\Tools\SendSupportEmail;
use Aaia\Chatbot\Tools\SupportDataNotice;
use Aaia\Chatbot\Tools\ToolCall;
use Aaia\Chatbot\Tools\ToolGrant;
use Aaia\Chatbot\Tools\TurnContext;

/** Only the assistant's turn can run the Ability, whatever other plugins allow. */
final class AbilityBridgeTest extends AlertsTestCase {

	private const INPUT = [ 'summary' => 'A leak', 'reason' => 'technical' ];

	private ToolGrant $grant;

	private AbilityBridge $bridge;

	private SendSupportEmail $tool;

	private TurnContext $context;

	protected function setUp(): void {
		parent::setUp();
		$settings      = $this->wired()->get( \Aaia\Chatbot\Settings\Settings::class );
		$this->grant   = new ToolGrant();
		$this->tool    = new SendSupportEmail(
			$settings,
			$this->support,
			new SupportDataNotice( $settings ),
			new EncryptedIp( $settings, new ClientAddress( $settings, new ProxyDetector( new SystemClock() ) ), new SecretBox() ),
		);
		$this->bridge  = new AbilityBridge( $this->grant, $this->tool );
		$conversation  = $this->conversation( 'Hello' );
		$this->context = new TurnContext( $conversation->id, 'en_US', false, 'Hello' );
		wp_get_abilities();
		wp_unregister_ability( AbilityBridge::ABILITY );
		$GLOBALS['wp_current_filter'][] = 'wp_abilities_api_init';
		$this->bridge->add_ability();
		array_pop( $GLOBALS['wp_current_filter'] );
	}

	public function test_the_assistants_turn_runs_it_once_through_the_ability(): void {
		$invoked = 0;
		add_action( 'wp_ability_invoked', static function () use ( &$invoked ): void {
			++$invoked;
		} );
		$result = $this->bridge->run( $this->tool, new ToolCall( 'c1', SendSupportEmail::NAME, self::INPUT ), $this->context );

		self::assertTrue( $result->ok );
		self::assertSame( [ 'state' => 'saved' ], $result->output );
		self::assertSame( 1, $invoked );
		self::assertSame( SupportReason::Technical, $this->request()?->reason );
	}

	public function test_through_the_ability_too_an_address_nobody_typed_is_left_out(): void {
		$input = self::INPUT + [ 'email' => 'trap@evil.test' ];
		$this->bridge->run( $this->tool, new ToolCall( 'c1', SendSupportEmail::NAME, $input ), $this->context );

		self::assertSame( 'A leak', $this->request()?->summary );
		self::assertNull( $this->request()->email );
		self::assertNull( $this->request()->name );
	}

	public function test_a_call_that_has_run_cannot_be_run_again_by_a_plugin_that_listens(): void {
		$second = null;
		add_action( 'wp_after_execute_ability', static function () use ( &$second ): void {
			$ability = wp_get_ability( AbilityBridge::ABILITY );
			$second  = null === $ability ? null : $ability->check_permissions( self::INPUT );
		} );
		$this->bridge->run( $this->tool, new ToolCall( 'c1', SendSupportEmail::NAME, self::INPUT ), $this->context );

		self::assertFalse( $second );
	}

	public function test_visitors_and_administrators_are_refused(): void {
		self::assertWPError( 'ability_invalid_permissions', $this->execute() );
		$this->sign_in();
		self::assertWPError( 'ability_invalid_permissions', $this->execute() );
		self::assertNull( $this->request() );
	}

	public function test_a_plugin_that_grants_every_permission_still_cannot_run_it(): void {
		$this->sign_in();
		add_filter( 'wp_ability_permission_result', '__return_true' );

		self::assertWPError( 'aaia_not_granted', $this->execute() );
		self::assertNull( $this->request() );
	}

	public function test_while_a_call_is_open_other_input_is_refused(): void {
		add_filter( 'wp_ability_permission_result', '__return_true' );
		$answer = $this->grant->during(
			$this->tool,
			new ToolCall( 'c1', SendSupportEmail::NAME, self::INPUT ),
			$this->context,
			fn(): mixed => $this->execute( [ 'summary' => 'Something else', 'reason' => 'asked' ] ),
		);

		self::assertWPError( 'aaia_not_granted', $answer );
		self::assertNull( $this->request() );
	}

	public function test_a_plugin_cannot_fake_a_successful_run(): void {
		add_filter( 'wp_pre_execute_ability', static fn(): array => [ 'state' => 'saved' ] );
		$result = $this->bridge->run( $this->tool, new ToolCall( 'c1', SendSupportEmail::NAME, self::INPUT ), $this->context );

		self::assertFalse( $result->ok );
		self::assertNull( $this->request() );
	}

	public function test_a_plugin_that_hides_the_answer_does_not_make_the_visitor_hear_of_a_failure(): void {
		add_filter( 'wp_ability_execute_result', static fn(): \WP_Error => new \WP_Error( 'hidden', 'Hidden' ) );
		$result = $this->bridge->run( $this->tool, new ToolCall( 'c1', SendSupportEmail::NAME, self::INPUT ), $this->context );

		self::assertTrue( $result->ok );
		self::assertNotNull( $this->request() );
	}

	public function test_it_is_not_in_rest(): void {
		$this->sign_in();
		$paths = [
			'GET' => '/wp-abilities/v1/abilities/' . AbilityBridge::ABILITY,
			'POST' => '/wp-abilities/v1/abilities/' . AbilityBridge::ABILITY . '/run',
		];
		foreach ( $paths as $method => $path ) {
			$request = new \WP_REST_Request( $method, $path );
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( (string) wp_json_encode( [ 'input' => self::INPUT ] ) );
			self::assertSame( 404, rest_do_request( $request )->get_status(), $path );
		}
		self::assertFalse( wp_get_ability( AbilityBridge::ABILITY )?->get_meta_item( 'show_in_rest' ) );
		self::assertNull( $this->request() );
	}

	/** @param array<string, string> $input */
	private function execute( array $input = self::INPUT ): mixed {
		return wp_get_ability( AbilityBridge::ABILITY )?->execute( $input );
	}

	private function request(): ?\Aaia\Chatbot\Conversations\SupportRequest {
		return $this->requests->newest( (int) $this->context->conversation_id );
	}

	private static function assertWPError( string $code, mixed $answer ): void {
		self::assertInstanceOf( \WP_Error::class, $answer );
		self::assertSame( $code, $answer->get_error_code() );
	}
}
