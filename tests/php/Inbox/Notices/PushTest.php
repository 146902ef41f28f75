<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox\Notices;

use Aaia\Chatbot\Alerts\PolicyText;
use Aaia\Chatbot\Conversations\AgentRepository;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Inbox\AgentPreferences;
use Aaia\Chatbot\Inbox\Notices\P256;
use Aaia\Chatbot\Inbox\Notices\PushSubscriptionRepository;
use Aaia\Chatbot\Inbox\Notices\PushText;
use Aaia\Chatbot\Inbox\Notices\QuietHours;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** From what happens to the request at the push service of a browser, which this test plays. */
final class PushTest extends InboxTestCase {

	private const ENDPOINT = 'https://93.184.215.14/push/';

	private \WP_User $marie;

	private \WP_User $paul;

	private \OpenSSLAsymmetricKey $browser;

	private string $auth;

	/** @var list<array{url: string, headers: array<string, string>, body: string}> */
	private array $pushed = [];

	/** @var list<array{int, array<string, string>}> Answers of the push service, the next first; 201 when there is none. */
	private array $answers = [];

	protected function setUp(): void {
		parent::setUp();
		$this->marie   = $this->user( 'administrator', [ 'display_name' => 'Marie' ] );
		$this->paul    = $this->user( 'administrator', [ 'display_name' => 'Paul' ] );
		$this->browser = P256::new_key();
		$this->auth    = random_bytes( 16 );
		add_filter( 'pre_http_request', function ( mixed $answer, array $request, string $url ): mixed {
			if ( ! str_starts_with( $url, self::ENDPOINT ) ) {
				return $answer;
			}
			$this->pushed[]      = [ 'url' => $url, 'headers' => $request['headers'], 'body' => $request['body'] ];
			[ $status, $headers ] = array_shift( $this->answers ) ?? [ 201, [] ];
			$response = [ 'code' => $status, 'message' => '' ];
			return [ 'response' => $response, 'headers' => $headers, 'body' => 'why', 'cookies' => [], 'filename' => null ];
		}, 10, 3 );
	}

	public function test_each_kind_reaches_whom_it_concerns_in_words_of_ours_only(): void {
		$this->subscribe( $this->marie );
		$received = $this->says( 'my secret is 1234' );
		$this->agents()->reply( $received->conversation->id, $this->paul->ID, '@Marie secret 1234', true, null, null, [ $this->marie->ID ] );
		self::assertSame( [ 'Paul mentioned you' ], $this->titles() );

		$this->agents()->assign( $received->conversation->id, $this->marie->ID, $this->paul->ID );
		self::assertSame( [ 'A conversation was assigned to you' ], $this->titles() );

		$this->agents()->take_over( $received->conversation->id, $this->marie->ID );
		$this->says( 'and my name is Bob', $this->owner( $received ), $received->conversation->public_id );
		$push = $this->pushes()[0];
		self::assertSame( [ 'message', $received->conversation->public_id ], [ $push['kind'], $push['conversation'] ] );
		self::assertStringContainsString( 'conversation=' . $received->conversation->public_id, $push['url'] );

		$this->asks( 'a person please' );
		$push = $this->pushes()[0];
		self::assertSame( 'Somebody is waiting for a person', $push['title'] );
		self::assertStringNotContainsString( 'person please', (string) wp_json_encode( $push ) );
		self::assertSame( [ 'high', 'normal', 'normal', 'high' ], array_map( static fn( $one ) => $one['headers']['Urgency'], $this->pushed ) );
	}

	public function test_the_end_of_a_snooze_reaches_who_has_the_conversation_once_and_not_when_they_looked_meanwhile(): void {
		$this->subscribe( $this->marie );
		$this->subscribe( $this->paul );
		$id = $this->says( 'later' )->conversation->id;
		$this->agents()->take_over( $id, $this->marie->ID );
		$this->pushes();
		$snooze = fn() => $this->agents()->set_status( $id, Status::Snoozed, $this->clock->now()->modify( '+1 hour' ), $this->marie->ID );
		$snooze();
		$this->clock->pass( '61 minutes' );
		$this->agents()->wake( $id );
		self::assertSame( [ 'A snoozed conversation is back' ], $this->titles() );

		$snooze();
		$this->clock->pass( '61 minutes' );
		$this->agents()->wake( $id );
		$this->agents()->mark_read( $id, $this->marie->ID );
		self::assertSame( [], $this->titles() );
	}

	public function test_words_go_along_only_when_the_owner_allows_it_and_masked(): void {
		$this->subscribe( $this->marie );
		$this->asks( 'card 4111 1111 1111 1111 please' );
		self::assertStringNotContainsString( 'card', (string) wp_json_encode( $this->pushes()[0] ) );
		$this->services->get( Settings::class )->save( [ PushText::WORDS => true ] );
		$this->asks( 'card 4111 1111 1111 1111 please' );
		$body = $this->pushes()[0]['body'];
		self::assertStringContainsString( 'card', $body );
		self::assertStringNotContainsString( '4111 1111', $body );
	}

	public function test_the_privacy_text_says_when_words_of_visitors_go_to_push_services(): void {
		$policy = fn(): string => implode( ' ', $this->services->get( PolicyText::class )->sentences() );
		self::assertStringNotContainsString( 'push service', $policy() );
		$this->services->get( Settings::class )->save( [ PushText::WORDS => true ] );
		self::assertStringContainsString( 'push service', $policy() );
	}

	public function test_the_request_is_what_push_services_want(): void {
		$this->subscribe( $this->marie );
		$this->asks( 'a person please' );
		$this->pushes();
		$request = $this->pushed[0];
		self::assertSame( 'aes128gcm', $request['headers']['Content-Encoding'] );
		self::assertMatchesRegularExpression( '/\Avapid t=[\w.-]+, k=[\w-]{87}\z/', $request['headers']['Authorization'] );
		self::assertMatchesRegularExpression( '/\A[\w-]{32}\z/', $request['headers']['Topic'] );
		self::assertSame( '14400', $request['headers']['TTL'] );
		self::assertStringNotContainsString( 'waiting', $request['body'], 'encrypted' );
	}

	public function test_a_thousand_messages_while_nobody_looks_are_one_notification_a_minute_that_counts_them(): void {
		$this->subscribe( $this->marie );
		$received = $this->says( 'hello' );
		$this->agents()->take_over( $received->conversation->id, $this->marie->ID );
		$visitor = $this->owner( $received );
		$start   = $this->clock->now();
		for ( $i = 0; $i < 60; $i++ ) {
			$this->says( "message $i", $visitor, $received->conversation->public_id );
			$this->clock->set( $start->format( 'Y-m-d H:i:s' ) );
		}
		self::assertSame( [ 61 ], array_column( $this->pushes(), 'count' ), 'with the first' );
		$this->says( 'one more', $visitor, $received->conversation->public_id );
		$this->clock->set( $start->modify( '+30 seconds' )->format( 'Y-m-d H:i:s' ) );
		self::assertSame( [], $this->pushes(), 'not within a minute' );
		$this->clock->set( $start->modify( '+61 seconds' )->format( 'Y-m-d H:i:s' ) );
		self::assertSame( [ 62 ], array_column( $this->pushes(), 'count' ) );
		self::assertSame( $this->pushed[0]['headers']['Topic'], $this->pushed[1]['headers']['Topic'], 'a device that was off gets the last' );
	}

	public function test_a_flood_of_conversations_becomes_one_notification_for_the_rest_of_the_hour(): void {
		$this->subscribe( $this->marie );
		$this->clock->set( '2026-03-02 10:01:00' );
		for ( $i = 0; $i < 25; $i++ ) {
			$this->asks( "please $i" );
			$this->clock->set( '2026-03-02 10:01:00' );
		}
		self::assertCount( 20, $this->pushes() );
		$this->clock->set( '2026-03-02 11:00:01' );
		self::assertSame( [ 'summary' ], array_column( $this->pushes(), 'kind' ) );
	}

	public function test_who_may_no_longer_see_conversations_is_not_even_told_that_there_is_news(): void {
		$this->subscribe( $this->marie );
		$this->quiet( $this->marie, '22:00', '07:00' );
		$this->clock->set( '2026-03-02 23:00:00' );
		$this->asks( 'first' );
		$this->pushes();
		$this->marie->set_role( 'subscriber' );
		$this->clock->set( '2026-03-03 07:00:10' );
		self::assertSame( [], $this->pushes() );
	}

	public function test_in_quiet_hours_nothing_sounds_and_their_end_brings_one_notification(): void {
		$this->subscribe( $this->marie );
		$this->quiet( $this->marie, '22:00', '07:00' );
		$this->clock->set( '2026-03-02 23:00:00' );
		$this->asks( 'first' );
		$this->asks( 'second' );
		self::assertSame( [], $this->pushes() );
		$this->clock->set( '2026-03-03 07:00:10' );
		$pushes = $this->pushes();
		self::assertSame( [ 'summary' ], array_column( $pushes, 'kind' ) );
		self::assertStringNotContainsString( 'first', (string) wp_json_encode( $pushes ) );
	}

	public function test_nothing_is_sent_to_who_is_in_the_inbox_wants_none_may_not_see_it_or_when_it_was_seen_to(): void {
		foreach ( [
			'is in the inbox'        => fn() => $this->services->get( AgentRepository::class )->note_activity( $this->marie->ID ),
			'wants none'             => fn() => $this->services->get( AgentPreferences::class )
				->change( $this->marie->ID, [ 'notify_waiting' => false ] ),
			'a colleague took it'    => fn( ReceivedMessage $of ) => $this->agents()->take_over( $of->conversation->id, $this->paul->ID ),
			'it is hidden from them' => fn( ReceivedMessage $of ) => add_filter(
				'aaia_chatbot_hidden_conversations',
				fn( array $ids, int $user ): array => $user === $this->marie->ID ? [ ...$ids, $of->conversation->id ] : $ids,
				10,
				2
			),
			'has lost the role'      => fn() => $this->marie->set_role( 'subscriber' ),
		] as $why => $happens ) {
			$this->subscribe( $this->marie );
			$asked = $this->asks( 'please' );
			$happens( $asked );
			self::assertSame( [], $this->pushes(), $why );
			$this->services->get( AgentPreferences::class )->change( $this->marie->ID, [ 'notify_waiting' => true ] );
			$this->clock->pass( '10 minutes' );
		}
		self::assertSame( 0, $this->rows( 'deliveries' ), 'needless ones are not kept' );
	}

	public function test_a_subscription_that_the_service_no_longer_knows_is_removed(): void {
		foreach ( [ 410, 404 ] as $gone ) {
			$this->subscribe( $this->marie );
			$this->answers = [ [ $gone, [] ] ];
			$this->asks( 'please' );
			self::assertCount( 1, $this->pushes() );
			self::assertSame( 0, $this->rows( 'push_subscriptions' ) );
			self::assertSame( 0, $this->rows( 'deliveries' ) );
		}
	}

	public function test_a_service_that_is_busy_is_asked_again_when_it_says(): void {
		$this->subscribe( $this->marie );
		$this->answers = [ [ 429, [ 'retry-after' => '600' ] ], [ 503, [] ] ];
		$this->asks( 'please' );
		self::assertCount( 1, $this->pushes() );
		$this->clock->pass( '9 minutes' );
		self::assertCount( 0, $this->pushes(), 'not yet' );
		$this->clock->pass( '2 minutes' );
		self::assertCount( 1, $this->pushes(), 'down' );
		$this->clock->pass( '10 minutes' );
		self::assertCount( 1, $this->pushes(), 'sent' );
		$this->clock->pass( '5 hours' );
		self::assertCount( 0, $this->pushes() );
	}

	public function test_what_a_service_refuses_for_good_is_not_repeated_and_five_times_end_the_subscription(): void {
		$this->subscribe( $this->marie );
		for ( $i = 1; $i <= 5; $i++ ) {
			self::assertSame( 1, $this->rows( 'push_subscriptions' ) );
			$this->answers = [ [ 403, [] ] ];
			$this->asks( "please $i" );
			self::assertCount( 1, $this->pushes() );
			$this->clock->pass( '10 minutes' );
			self::assertCount( 0, $this->pushes() );
		}
		self::assertSame( 0, $this->rows( 'push_subscriptions' ) );
	}

	public function test_sites_without_subscriptions_pay_no_query_and_others_none_for_events_that_are_no_news(): void {
		$plan = $this->services->get( \Aaia\Chatbot\Inbox\Notices\PlanPushes::class );
		$cost = function () use ( $plan ): int {
			$received = $this->says( 'hello' );
			$events   = $this->services->get( \Aaia\Chatbot\Events\EventLog::class )->after( 0, 200 );
			$before   = self::wpdb()->num_queries;
			foreach ( $events as $event ) {
				$plan->on( $event );
			}
			return self::wpdb()->num_queries - $before;
		};
		self::assertSame( 0, $cost() );
	}

	public function test_subscriptions_go_with_their_user_and_deliveries_with_their_conversation(): void {
		$this->subscribe( $this->marie );
		$asked = $this->asks( 'please' );
		$this->services->get( \Aaia\Chatbot\Events\Dispatcher::class )->drain( 5.0 );
		self::assertSame( 1, $this->rows( 'deliveries', "purpose = 'notice'" ) );
		$this->sign_in();
		$this->rest( 'DELETE', '/conversations/' . $asked->conversation->public_id );
		self::assertSame( [], $this->pushes() );
		self::assertSame( 0, $this->rows( 'deliveries', "purpose = 'notice'" ) );
		require_once ABSPATH . 'wp-admin/includes/user.php';
		wp_delete_user( $this->marie->ID );
		self::assertSame( 0, $this->rows( 'push_subscriptions' ) );
	}

	private function subscribe( \WP_User $user ): void {
		$this->services->get( PushSubscriptionRepository::class )
			->save( $user->ID, self::ENDPOINT . Ids::random(), P256::point( $this->browser ), $this->auth, 'Firefox, Android', null );
	}

	private function quiet( \WP_User $user, string $from, string $until ): void {
		$this->services->get( AgentPreferences::class )
			->set_quiet_hours( $user->ID, QuietHours::read( [ 'from' => $from, 'until' => $until, 'zone' => 'UTC' ] ) );
	}

	private function agents(): AgentService {
		return $this->services->get( AgentService::class );
	}

	/** @return list<string> Titles of what was pushed since the last call. */
	private function titles(): array {
		return array_column( $this->pushes(), 'title' );
	}

	/** @return list<array<string, mixed>> What was pushed since the last call, decrypted as the browser does. */
	private function pushes(): array {
		$before = count( $this->pushed );
		$this->services->get( Worker::class )->run( 10.0 );
		return array_map( fn( array $request ): array => $this->decrypt( $request['body'] ), array_slice( $this->pushed, $before ) );
	}

	/** @return array<string, mixed> */
	private function decrypt( string $body ): array {
		$ours   = P256::point( $this->browser );
		$theirs = substr( $body, 21, 65 );
		$shared = P256::shared_secret( P256::public_key( $theirs ) ?? throw new \RuntimeException( 'No key.' ), $this->browser );
		$secret = hash_hkdf( 'sha256', $shared, 32, "WebPush: info\0$ours$theirs", $this->auth );
		$salt   = substr( $body, 0, 16 );
		$text   = openssl_decrypt(
			substr( $body, 86, -16 ),
			'aes-128-gcm',
			hash_hkdf( 'sha256', $secret, 16, "Content-Encoding: aes128gcm\0", $salt ),
			OPENSSL_RAW_DATA,
			hash_hkdf( 'sha256', $secret, 12, "Content-Encoding: nonce\0", $salt ),
			substr( $body, -16 )
		);
		return json_decode( rtrim( (string) $text, "\x02" ), true );
	}

	/** @param literal-string $where */
	private function rows( string $table, string $where = "channel = 'push'" ): int {
		$where = 'deliveries' === $table ? $where : '1 = 1';
		return (int) $this->database()->value( "SELECT COUNT(*) FROM %i WHERE $where", $this->database()->table( $table ) );
	}
}
