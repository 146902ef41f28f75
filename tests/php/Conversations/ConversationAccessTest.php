<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Alerts\AlertDeliveries;
use Aaia\Chatbot\Alerts\Digest\DigestService;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Condition;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;

/** A conversation that is hidden from a user appears nowhere: in no route, mail, list or count. */
final class ConversationAccessTest extends AlertsTestCase {

	/** A word in the visitor's message, summary, name, page and comment, and nowhere else. */
	private const WORD = 'xylograph';

	/** Requests whose path or query needs a value. */
	private const QUERIES = [
		'/alerts/figures'   => '?from=2026-11-01&to=2026-11-30',
		'/knowledge/search' => '?q=' . self::WORD,
		'/conversations'    => '?search=' . self::WORD,
	];

	private Conversation $secret;

	private string $cursor;

	protected function setUp(): void {
		parent::setUp();
		$this->settings->save( [ 'acknowledge_mail' => true, 'digest' => 'daily', 'digest_days' => [ '1', '2', '3', '4', '5', '6', '7' ] ] );
		( new RuleRepository( $this->database, $this->clock ) )
			->add( 'Words', Trigger::Keyword, true, new RuleDefinition( new Condition( words: [ 'leaks' ] ) ) );
		$this->clock->set( gmdate( 'Y-m-d H:i:s', time() - 60 ) );
		$this->sign_in();
		$this->cursor = $this->rest( 'GET', '/updates' )->get_data()['cursor'];
		$this->secret = $this->conversation( 'My ' . self::WORD . ' leaks', 'https://site.test/' . self::WORD . '/', 'About ' . self::WORD );
		$this->happens( $this->newest_event( EventType::MessageReceived ) );
		$this->alerted( $this->secret, 'A ' . self::WORD . ' that leaks', self::WORD . '@example.net', null, 'Ana ' . self::WORD );
		$message = ( $this->messages->thread( $this->secret->id, 1, false )[0] ?? null );
		$this->database->insert(
			'source_reports',
			[
				'conversation_id' => $this->secret->id,
				'message_id' => (int) $message?->id,
				'source' => 's1',
				'title' => 'A page',
				'url' => 'https://site.test/',
				'comment' => self::WORD,
				'created_at' => gmdate( 'Y-m-d H:i:s' ),
			],
		);
		$this->work();
	}

	public function test_no_route_reveals_a_conversation_that_is_hidden_from_the_user(): void {
		$shown = $this->routes_that_tell();
		foreach ( [
			'/conversations', '/conversations, no search', '/conversations/{id}', '/conversations/{id}/messages', '/updates',
			'/alerts', '/alerts/activations', '/alerts/figures', '/alerts/digest', '/alert-rules/preview', '/deliveries',
			'/deliveries/{id}', '/knowledge/reports',
		] as $route ) {
			self::assertContains( $route, $shown, "Without the limit $route tells of it, or this test proves nothing." );
		}
		$this->hide();

		self::assertSame( [], $this->routes_that_tell() );
		self::assertSame( 0, $this->rest( 'GET', '/alerts/figures?from=2026-01-01&to=2099-01-01' )->get_data()['requests'] );
		self::assertStringContainsString( 'Conversations: 0', $this->rest( 'GET', '/alerts/digest' )->get_data()['text'] );
		self::assertSame( [], $this->rest( 'GET', '/deliveries?search=' . self::WORD )->get_data()['items'] );
		self::assertSame(
			404,
			$this->rest(
				'PATCH',
				'/alerts/' . $this->alerts->for_conversation( $this->secret->id )[0]->public_id,
				[ 'needless' => true ],
			)->get_status(),
		);
	}

	public function test_no_route_reveals_a_conversation_that_is_limited_to_others(): void {
		$agent = $this->agent( 'editor' );
		wp_set_current_user( $agent->ID );
		foreach ( [ '/conversations', '/conversations/{id}', '/conversations/{id}/messages', '/updates' ] as $route ) {
			self::assertContains( $route, $this->routes_that_tell(), "Without the limit $route tells of it, or this test proves nothing." );
		}
		$this->limit( 'author' );

		self::assertSame( [], $this->routes_that_tell() );
		self::assertSame( [ 0, 0 ], array_map(
			fn( string $count ): int => $this->rest( 'GET', '/conversations' )->get_data()['counts'][ $count ],
			[ 'all', 'unassigned' ],
		) );
		$agent->set_role( 'author' );
		$this->grant( $agent );
		wp_set_current_user( 0 );
		wp_set_current_user( $agent->ID );
		self::assertContains( '/conversations/{id}', $this->routes_that_tell() );
		self::assertSame( 1, $this->rest( 'GET', '/conversations' )->get_data()['counts']['all'] );
	}

	public function test_mails_to_the_owners_addresses_tell_no_word_of_a_limited_conversation(): void {
		$reader = $this->agent( 'editor' );
		$this->rule_for_editors( [ 'named@example.org', $reader->user_email ] );
		$this->limit( 'editor' );
		$this->secret = $this->conversation( 'Another ' . self::WORD );
		$this->limit( 'editor' );
		$this->alerted( $this->secret, 'More of ' . self::WORD, self::WORD . '@example.net' );
		$this->work();

		foreach ( [ $reader->user_email => true, 'named@example.org' => false ] as $address => $tells ) {
			$mail = $this->mail_to( $address );
			self::assertSame( $tells, str_contains( $mail['subject'] . $mail['text'] . $mail['headers'], self::WORD ), $address );
		}
		$handler = $this->wired()->get( DigestService::class );
		$handler->deliver( $handler->current() );
		wp_set_current_user( 0 );
		$this->clock->pass( '1 minute' );
		$this->work();
		$summaries = array_filter(
			$this->mailbox->mails(),
			static fn( array $mail ): bool => str_contains( $mail['headers'], 'X-AAIA-Type: digest' ),
		);
		self::assertNotSame( [], $summaries );
		self::assertStringNotContainsString( self::WORD, (string) wp_json_encode( $summaries ) );
	}

	public function test_the_summary_sent_to_the_owners_addresses_covers_hidden_conversations(): void {
		$this->hide();
		$this->clock->pass( '30 seconds' );
		$handler = $this->wired()->get( DigestService::class );
		self::assertInstanceOf( DigestService::class, $handler );
		$handler->deliver( $handler->current() );
		wp_set_current_user( 0 );
		$this->clock->pass( '1 minute' );
		$this->work();
		$mails = array_values( array_filter(
			$this->mailbox->mails(),
			static fn( array $mail ): bool => str_contains( $mail['headers'], 'X-AAIA-Type: digest' ),
		) );

		self::assertStringContainsString( self::WORD, $mails[0]['text'] );
	}

	public function test_alerts_to_members_without_access_contain_no_message_texts_and_those_to_named_addresses_do(): void {
		$reader  = $this->user( 'editor' );
		$reader->add_cap( 'aaia_view_conversations' );
		$blocked = $this->user( 'editor' );
		$this->rule_for_editors( [ 'named@example.org' ] );
		$conversation = $this->conversation( 'Another ' . self::WORD );
		$this->alerted( $conversation, self::WORD, self::WORD . '@example.net', '192.0.2.9', 'Ana ' . self::WORD );
		$this->work();

		foreach ( [ $reader->user_email => true, 'named@example.org' => true, $blocked->user_email => false ] as $address => $tells ) {
			$mail = $this->mail_to( $address );
			self::assertSame( $tells, str_contains( $mail['subject'] . $mail['text'] . $mail['headers'], self::WORD ), $address );
			self::assertStringContainsString( $conversation->public_id, $mail['text'] );
		}
		self::assertStringContainsString( 'you may not read this conversation', $this->mail_to( $blocked->user_email )['text'] );
		self::assertStringNotContainsString( "\nReply-To:", $this->mail_to( $blocked->user_email )['headers'] );
	}

	public function test_bundles_and_mails_about_resolved_conversations_have_the_same_limits(): void {
		$blocked = $this->user( 'editor' );
		$this->rule_for_editors( [], 1, true );
		foreach ( [ 'first', 'second' ] as $number ) {
			$conversations[] = $this->conversation( "The $number " . self::WORD );
			$this->alerted( end( $conversations ), '', self::WORD . '@example.net' );
		}
		$this->work();
		foreach ( $conversations as $conversation ) {
			$this->database->transaction(
				fn() => $this->events->append(
					EventType::StatusChanged,
					$conversation->id,
					null,
					[ 'from' => 'pending', 'to' => 'resolved', 'by' => 'agent' ],
				),
			);
			$this->happens( $this->newest_event( EventType::StatusChanged ) );
		}
		$this->clock->pass( '2 hours' );
		$this->work();
		$mails = array_values( array_filter(
			$this->mailbox->mails(),
			static fn( array $mail ): bool => [ $blocked->user_email ] === $mail['to'],
		) );

		self::assertCount( 2, $mails );
		self::assertStringContainsString( $conversations[1]->public_id, $mails[1]['text'] );
		self::assertStringNotContainsString( self::WORD, (string) wp_json_encode( $mails ) );
	}

	public function test_visitors_addresses_are_hidden_in_the_log_and_cannot_be_searched_by_those_who_may_not_see_them(): void {
		$address  = self::WORD . '@example.net';
		$delivery = $this->database->row( 'SELECT * FROM %i WHERE purpose = %s', $this->database->table( 'deliveries' ), Delivery::VERIFY );
		self::assertNotNull( $delivery );
		$this->database->update( 'deliveries', [ 'last_error' => "550 <$address> no such user" ], [ 'id' => (int) $delivery['id'] ] );
		$this->database->update(
			'delivery_attempts',
			[ 'reason' => "550 <$address> no such user" ],
			[ 'delivery_id' => (int) $delivery['id'] ],
		);
		$this->database->update( 'messages', [ 'text' => 'Hello', 'parts' => '{}' ], [ 'conversation_id' => $this->secret->id ] );
		$this->database->update( 'support_requests', [ 'name' => 'Ana' ], [ 'conversation_id' => $this->secret->id ] );
		$found = fn(): array => [
			str_contains( (string) wp_json_encode( $this->rest( 'GET', '/deliveries' )->get_data() ), $address ),
			str_contains( (string) wp_json_encode( $this->rest( 'GET', '/deliveries/' . $delivery['public_id'] )->get_data() ), $address ),
			[] !== $this->rest( 'GET', '/deliveries?search=' . self::WORD )->get_data()['items'],
			[] !== $this->rest( 'GET', '/conversations?search=' . rawurlencode( $address ) )->get_data()['items'],
		];
		self::assertSame( [ true, true, true, true ], $found() );

		$manager = $this->sign_in( 'subscriber' );
		foreach ( [ 'aaia_view_conversations', 'aaia_manage_settings' ] as $capability ) {
			$manager->add_cap( $capability );
		}
		wp_set_current_user( 0 );
		wp_set_current_user( $manager->ID );
		self::assertSame( [ false, false, false, false ], $found() );
		self::assertContains( '•••', array_column( $this->rest( 'GET', '/deliveries' )->get_data()['items'], 'recipient' ) );
		self::assertContains(
			'team@example.org',
			array_column( $this->rest( 'GET', '/deliveries' )->get_data()['items'], 'recipient' ),
			'The team’s own addresses stay.',
		);
		self::assertNotSame( [], $this->rest( 'GET', '/conversations?search=Ana' )->get_data()['items'], 'Names are shown, and so found.' );
	}

	private function agent( string $role ): \WP_User {
		$agent = $this->user( $role );
		$this->grant( $agent );
		return $agent;
	}

	/** All permissions but the settings. */
	private function grant( \WP_User $agent ): void {
		foreach ( Capability::cases() as $capability ) {
			Capability::Manage === $capability || $agent->add_cap( $capability->value );
		}
	}

	private function limit( string $role ): void {
		$user = get_current_user_id();
		$this->sign_in();
		$path = '/conversations/' . $this->secret->public_id;
		self::assertSame( 200, $this->rest( 'PATCH', $path, [ 'limit' => [ 'role' => $role ] ] )->get_status() );
		wp_set_current_user( $user );
	}

	private function hide(): void {
		add_filter( 'aaia_chatbot_hidden_conversations', fn( array $ids ): array => [ ...$ids, $this->secret->id ] );
	}

	/** @param list<string> $named */
	private function rule_for_editors( array $named, int $cap = 20, bool $resolved = false ): void {
		( new RuleRepository( $this->database, $this->clock ) )
			->add(
				'Editors',
				Trigger::Support,
				true,
				new RuleDefinition( recipients: $named, roles: [ 'editor' ], cap: $cap, resolved: $resolved ),
			);
	}

	/** @return array{to: list<string>, subject: string, text: string, headers: string} */
	private function mail_to( string $address ): array {
		$mails = array_values( array_filter( $this->mailbox->mails(), static fn( array $mail ): bool => [ $address ] === $mail['to'] ) );
		self::assertCount( 1, $mails, $address );
		return $mails[0];
	}

	/**
	 * Calls every staff route that reads or tests something; returns those whose answer contains the word.
	 *
	 * @return list<string>
	 */
	private function routes_that_tell(): array {
		$message  = ( $this->messages->thread( $this->secret->id, 1, false )[0] ?? null )?->public_id;
		$delivery = $this->deliveries->for_cause(
			$this->alerts->for_conversation( $this->secret->id )[0]->id,
			AlertDeliveries::PURPOSES,
		)[0]->public_id;
		$answers  = [
			'/conversations, no search' => $this->rest( 'GET', '/conversations' ),
			'/alert-rules/preview'      => $this->rest(
				'POST',
				'/alert-rules/preview',
				[
					'name' => 'Try',
					'kind' => 'keyword',
					'enabled' => true,
					'definition' => ( new RuleDefinition( new Condition( words: [ 'leaks' ] ) ) )->to_array(),
				],
			),
		];
		foreach ( rest_get_server()->get_routes( 'aaia-chatbot/v1' ) as $pattern => $handlers ) {
			$route = (string) preg_replace( '/\(\?P<(\w+)>[^)]*\)/', '{$1}', substr( $pattern, strlen( '/aaia-chatbot/v1' ) ) );
			if ( [] === array_filter( $handlers, static fn( array $handler ): bool => isset( $handler['methods']['GET'] ) ) ) {
				continue;
			}
			$id               = str_starts_with( $route, '/deliveries' ) ? $delivery : $this->secret->public_id;
			$path             = strtr( $route, [ '{id}' => $id, '{message}' => (string) $message ] );
			$query            = '/updates' === $route
				? '?after=' . rawurlencode( $this->cursor ) . '&conversation=' . $this->secret->public_id
				: ( self::QUERIES[ $route ] ?? '' );
			$answers[ $route ] = $this->rest( 'GET', $path . $query );
		}
		$tell = [];
		foreach ( $answers as $route => $answer ) {
			$told = (string) wp_json_encode( $answer->get_data() );
			if ( str_contains( $told, self::WORD ) && 400 > $answer->get_status() || str_contains( $told, $this->secret->public_id ) ) {
				$tell[] = $route;
			}
		}
		return $tell;
	}
}
