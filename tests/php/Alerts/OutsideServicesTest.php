<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Outside\FollowTickets;
use Aaia\Chatbot\Alerts\Outside\ServiceClient;
use Aaia\Chatbot\Alerts\Outside\ServiceFormat;
use Aaia\Chatbot\Alerts\Outside\ServiceKind;
use Aaia\Chatbot\Alerts\Outside\ServicePayload;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Http\Outgoing\CallFailureKind;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Settings\SecretBox;

/** Alerts reach Slack, Teams, Zendesk, Freshdesk and webhooks, in their own forms, over servers that fail as servers do. */
final class OutsideServicesTest extends AlertsTestCase {

	private static NodeServer $server;

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		self::$server = new NodeServer( 'outside-services.mjs' );
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
		parent::tearDownAfterClass();
	}

	protected function setUp(): void {
		parent::setUp();
		self::$server->ask( 'PUT', '/plan', '[]' );
	}

	public function test_slack_gets_plain_text_that_mentions_nobody(): void {
		$this->told_by( ServiceKind::Slack, '/slack', '<!channel> <https://evil.example|click> *bold*' );
		$request = $this->newest_request();
		$body    = json_decode( $request['body'], true );

		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
		self::assertSame( 'plain_text', $body['blocks'][1]['text']['type'] );
		self::assertStringContainsString( '<!channel>', $body['blocks'][1]['text']['text'] );
		self::assertStringNotContainsString( '<', $body['text'] );
		self::assertArrayNotHasKey( 'authorization', $request['headers'] );
	}

	public function test_teams_gets_a_card_whose_text_is_no_markdown(): void {
		$this->told_by( ServiceKind::Teams, '/teams', '[click](https://evil.example)' );
		$card = json_decode( $this->newest_request()['body'], true )['attachments'][0]['content'];

		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
		self::assertSame( [ 'RichTextBlock' ], array_values( array_unique( array_column( $card['body'], 'type' ) ) ) );
		self::assertStringContainsString( 'conversation=', $card['actions'][0]['url'] );
	}

	public function test_zendesk_makes_a_private_ticket_once_and_its_state_is_followed(): void {
		$conversation = $this->told_by( ServiceKind::Zendesk, '/zendesk', 'My boiler leaks', 'visitor@example.net' );
		$request      = $this->newest_request();
		$ticket       = json_decode( $request['body'], true )['ticket'];
		$delivery     = $this->only_delivery();

		self::assertSame( 'Basic ' . base64_encode( 'agent@example.org/token:s3cret' ), $request['headers']['authorization'] );
		self::assertSame( $delivery->public_id, $request['headers']['idempotency-key'] );
		self::assertFalse( $ticket['comment']['public'] );
		self::assertSame( 'visitor@example.net', $ticket['requester']['email'] );
		self::assertNotNull( $delivery->outside_id );

		self::$server->ask( 'PUT', '/tickets', (string) json_encode( [ $delivery->outside_id => 'solved' ] ) );
		$this->follow();
		$this->sign_in();
		$items = $this->rest( 'GET', "/conversations/$conversation->public_id/outside" )->get_data()['items'];
		self::assertSame(
			[ 'service' => 'Desk', 'kind' => 'zendesk', 'ticket' => $delivery->outside_id, 'state' => 'solved', 'sent' => true ],
			$items[0]
		);
	}

	public function test_freshdesk_makes_a_ticket_with_escaped_words(): void {
		$this->told_by( ServiceKind::Freshdesk, '/freshdesk', '<script>alert(1)</script>' );
		$ticket   = json_decode( $this->newest_request()['body'], true );
		$delivery = $this->only_delivery();

		self::assertSame( DeliveryState::Sent, $delivery->state, (string) $delivery->last_error );
		self::assertSame( 'agent@example.org', $ticket['email'] );
		self::assertStringContainsString( '&lt;script&gt;', $ticket['description'] );
		self::assertStringNotContainsString( '<script', $ticket['description'] );
		self::$server->ask( 'PUT', '/tickets', (string) json_encode( [ $delivery->outside_id => 3 ] ) );
		$this->follow();
		self::assertSame( 'pending', $this->only_delivery()->outside_state );
	}

	public function test_a_webhook_is_signed_and_an_old_secret_signs_along_for_a_day(): void {
		$secret = ServiceFormat::new_secret();
		$id     = $this->service( ServiceKind::Webhook, '/hook', $secret );
		$this->route_to( $id );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();
		self::assertTrue( $this->is_signed_with( $secret ) );

		$next    = ServiceFormat::new_secret();
		$service = $this->services()->by_public_id( $id );
		self::assertNotNull( $service );
		$this->services()->change( $service, 'Desk', $service->url, '', $next );
		$this->alerted( $this->conversation( 'Hello again' ) );
		$this->work();
		self::assertTrue( $this->is_signed_with( $secret ) );
		self::assertTrue( $this->is_signed_with( $next ) );

		$this->clock->pass( '25 hours' );
		$this->alerted( $this->conversation( 'And again' ) );
		$this->work();
		self::assertFalse( $this->is_signed_with( $secret ) );
		self::assertTrue( $this->is_signed_with( $next ) );
	}

	/** @return array<string, array{string, string}> */
	public static function faults(): array {
		return [
			'an error'          => [ '500', 'HTTP 500 Internal error' ],
			'too many'          => [ '429', 'HTTP 429 rate_limited' ],
			'a redirect inside' => [ 'redirect', 'HTTP 302' ],
			'half an answer'    => [ 'garbage', 'named no ticket' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'faults' )]
	public function test_a_service_that_fails_is_asked_again_with_the_same_key( string $fault, string $reason ): void {
		self::$server->ask( 'PUT', '/plan', (string) json_encode( [ $fault ] ) );
		$this->told_by( ServiceKind::Zendesk, '/zendesk', 'Hello' );
		self::assertSame( DeliveryState::Queued, $this->only_delivery()->state );
		self::assertStringContainsString( $reason, (string) $this->only_delivery()->last_error );
		$first = $this->newest_request()['headers']['idempotency-key'];

		$this->clock->pass( '2 minutes' );
		$this->work();
		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
		self::assertSame( $first, $this->newest_request()['headers']['idempotency-key'] );
	}

	public function test_a_key_that_a_service_repeats_is_in_no_delivery(): void {
		self::$server->ask( 'PUT', '/plan', '["echo"]' );
		$this->told_by( ServiceKind::Zendesk, '/zendesk', 'Hello' );
		$said = (string) $this->only_delivery()->last_error;

		self::assertStringContainsString( 'HTTP 403 Wrong key in', $said );
		self::assertStringNotContainsString( 's3cret', $said );
		self::assertStringNotContainsString( substr( base64_encode( 'agent@example.org/token:s3cret' ), 0, 12 ), $said );
	}

	public function test_a_service_that_never_answers_is_given_up_after_its_time(): void {
		self::$server->ask( 'PUT', '/plan', '["hang"]' );
		$id      = $this->service( ServiceKind::Slack, '/slack' );
		$service = $this->services()->by_public_id( $id );
		self::assertNotNull( $service );
		$outcome = ( new ServiceClient( new ServiceFormat( $this->clock ), 1.0 ) )
			->deliver( $service, new ServicePayload( 'n', 'Subject', 'Text', 'https://site.test', null, 'support', '', 'c', $this->clock->now() ) );

		self::assertFalse( $outcome->accepted );
		self::assertStringStartsWith( CallFailureKind::Timeout->sentence(), $outcome->reason );
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'kinds' )]
	public function test_a_flood_makes_as_many_tickets_as_the_cap_and_one_that_stands_for_the_rest(
		ServiceKind $kind,
		int $written_out,
	): void {
		( new RuleRepository( $this->database, $this->clock ) )->add(
			'Outside',
			Trigger::Support,
			true,
			new RuleDefinition( services: [ $this->service( $kind, "/$kind->value" ) ], cap: 1 )
		);
		$before = count( $this->journal() );
		for ( $i = 0; $i < 20; $i++ ) {
			$conversation = $this->conversation( "Request $i. " . str_repeat( 'long ', 60 ) );
			$this->alerted( $conversation );
		}
		$this->work();
		self::assertCount( $before + 1, $this->journal() );
		$this->clock->set( '2026-11-20 22:00:01' );
		$this->work();
		self::assertCount( $before + 2, $this->journal() );

		$body  = $this->newest_request()['body'];
		$words = (string) json_encode( json_decode( $body ), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		self::assertStringContainsString( '19 alerts from the AAIA chatbot', $words );
		self::assertSame( $written_out, substr_count( $words, '* New support request' ) );
		self::assertSame( 19 > $written_out, str_contains( $words, '… and ' . ( 19 - $written_out ) . ' more.' ) );
		self::assertStringContainsString( 'admin.php?page=aaia-conversations', $words );
		$this->sign_in();
		$item = $this->rest( 'GET', "/conversations/$conversation->public_id/outside" )->get_data()['items'][0];
		self::assertSame(
			[ true, $kind->makes_tickets() ],
			[ $item['sent'], null !== $item['ticket'] ],
			'The bundle’s ticket is each conversation’s.'
		);
	}

	/** @return iterable<string, array{ServiceKind, int}> */
	public static function kinds(): iterable {
		foreach ( ServiceKind::cases() as $kind ) {
			yield $kind->value => [ $kind, in_array( $kind, [ ServiceKind::Slack, ServiceKind::Teams ], true ) ? 5 : 19 ];
		}
	}

	public function test_private_addresses_are_never_asked(): void {
		$id = $this->services()->add( ServiceKind::Webhook, 'Desk', 'http://127.0.0.1:' . self::$server->port . '/hook', '', 'x' );
		$this->route_to( $id );
		$before = count( $this->journal() );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();

		self::assertSame( DeliveryState::Queued, $this->only_delivery()->state );
		self::assertCount( $before, $this->journal() );
	}

	public function test_secrets_are_encrypted_masked_and_bound_to_their_host(): void {
		$this->sign_in();
		$body  = [
			'kind' => 'zendesk',
			'name' => 'Desk',
			'url' => 'https://93.184.215.14',
			'account' => 'agent@example.org',
			'secret' => 'token-abc',
		];
		$saved = $this->rest( 'PUT', '/alert-services/new', $body );
		self::assertSame( 200, $saved->get_status(), (string) wp_json_encode( $saved->get_data() ) );
		$id = $saved->get_data()['service']['id'];
		self::assertStringNotContainsString( 'token-abc', (string) wp_json_encode( $this->rest( 'GET', '/alert-services' )->get_data() ) );
		self::assertStringNotContainsString(
			'token-abc',
			(string) $this->database->value( 'SELECT secret FROM %i', $this->database->table( 'alert_services' ) )
		);

		$masked = [ 'secret' => '••••••••' ] + $body;
		self::assertSame( 200, $this->rest( 'PUT', "/alert-services/$id", $masked )->get_status() );
		self::assertSame( 'token-abc', $this->services()->by_public_id( $id )?->secret );
		self::assertSame( 400, $this->rest( 'PUT', "/alert-services/$id", [ 'url' => 'https://93.184.215.15' ] + $masked )->get_status() );
		self::assertSame(
			400,
			$this->rest( 'PUT', "/alert-services/$id", [ 'url' => 'https://93.184.215.14:8080' ] + $masked )->get_status(),
			'Another port is another server.'
		);
		self::assertSame( 400, $this->rest( 'PUT', '/alert-services/new', [ 'url' => 'https://127.0.0.1/x' ] + $body )->get_status() );
		update_option( 'home', 'https://localhost' );
		self::assertSame(
			400,
			$this->rest( 'PUT', '/alert-services/new', [ 'url' => 'https://localhost/x' ] + $body )->get_status(),
			'WordPress lets the own host pass wherever it leads.'
		);
		self::assertSame( 400, $this->rest( 'PUT', '/alert-services/new', [ 'url' => 'http://93.184.215.14' ] + $body )->get_status() );
	}

	public function test_a_new_webhooks_secret_is_shown_once(): void {
		$this->sign_in();
		$answer = $this->rest(
			'PUT',
			'/alert-services/new',
			[ 'kind' => 'webhook', 'name' => 'CRM', 'url' => 'https://93.184.215.14/hook', 'account' => '', 'secret' => '' ]
		)->get_data();

		self::assertStringStartsWith( 'whsec_', $answer['new_secret'] );
		self::assertSame( '••••••••', $answer['service']['secret'] );
	}

	public function test_the_test_button_says_what_the_service_answered(): void {
		$this->sign_in();
		$id = $this->service( ServiceKind::Slack, '/slack' );
		self::assertSame(
			[ 'ok' => true, 'message' => 'Desk accepted the test message.' ],
			$this->rest( 'POST', "/alert-services/$id/test" )->get_data()
		);
		self::$server->ask( 'PUT', '/plan', '["500"]' );
		self::assertSame(
			[ 'ok' => false, 'message' => 'Desk refused the test message: HTTP 500 Internal error' ],
			$this->rest( 'POST', "/alert-services/$id/test" )->get_data()
		);
	}

	/** A visitor's request reaches one service. */
	private function told_by( ServiceKind $kind, string $path, string $words, ?string $email = null ): Conversation {
		$this->route_to( $this->service( $kind, $path ) );
		$conversation = $this->conversation( $words );
		$this->alerted( $conversation, '', $email );
		$this->work();
		return $conversation;
	}

	/** A service at our stand-in; its private address is let through for the test. */
	private function service( ServiceKind $kind, string $path, string $secret = 's3cret' ): string {
		add_filter( 'http_request_host_is_external', '__return_true' );
		add_filter( 'http_allowed_safe_ports', fn( array $ports ): array => [ ...$ports, self::$server->port ] );
		return $this->services()->add( $kind, 'Desk', 'http://127.0.0.1:' . self::$server->port . $path, 'agent@example.org', $secret );
	}

	private function route_to( string $service ): void {
		( new RuleRepository( $this->database, $this->clock ) )->add(
			'Outside',
			Trigger::Support,
			true,
			new RuleDefinition( services: [ $service ] )
		);
	}

	private function services(): ServiceRepository {
		return new ServiceRepository( $this->database, $this->clock, new SecretBox() );
	}

	private function follow(): void {
		$this->wired()->get( FollowTickets::class )->handle( new Job( 1, FollowTickets::NAME, [], 1 ) );
	}

	/** @return list<array{method: string, path: string, headers: array<string, string>, body: string}> */
	private function journal(): array {
		return (array) json_decode( self::$server->ask( 'GET', '/journal' ), true );
	}

	/** @return array{method: string, path: string, headers: array<string, string>, body: string} */
	private function newest_request(): array {
		$journal = $this->journal();
		self::assertNotSame( [], $journal );
		return $journal[ count( $journal ) - 1 ];
	}

	/** Checks the newest request as Standard Webhooks says. */
	private function is_signed_with( string $secret ): bool {
		$request  = $this->newest_request();
		$signed   = $request['headers']['webhook-id'] . '.' . $request['headers']['webhook-timestamp'] . '.' . $request['body'];
		$expected = 'v1,' . base64_encode( hash_hmac( 'sha256', $signed, (string) base64_decode( substr( $secret, 6 ), true ), true ) );
		return in_array( $expected, explode( ' ', $request['headers']['webhook-signature'] ), true );
	}
}
