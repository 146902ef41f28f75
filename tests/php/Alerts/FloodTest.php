<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Condition;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\CategoryService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Support\Ids;
use PHPUnit\Framework\Attributes\DataProvider;

/** A flood of requests becomes a few mails, loses nothing and fills no queue. The benchmark "alerts" does the same with 10,000. */
final class FloodTest extends AlertsTestCase {

	/** More than one step of SettleBundle, and a cap's worth. */
	private const REQUESTS = 240;

	private const FLOOD = 12;

	private const CAP = 2;

	public function test_a_flood_is_told_in_a_capful_of_mails_and_one_more(): void {
		for ( $i = 0; $i < self::REQUESTS; $i++ ) {
			$conversations[] = $this->conversation( "Request number $i" );
			$this->alerted( $conversations[ $i ], '', null, '198.51.100.7' );
		}
		self::assertLessThan(
			30,
			(int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'jobs' ) ),
			'Bundled deliveries have no job of their own.'
		);
		$this->work();
		self::assertCount( 20, $this->mailbox->mails() );

		$this->clock->set( '2026-11-20 22:00:01' );
		$this->work();
		$mails = $this->mailbox->mails();
		self::assertCount( 21, $mails );
		self::assertSame( '220 alerts from the AAIA chatbot', $mails[20]['subject'] );
		self::assertStringContainsString( '… and 170 more.', $mails[20]['text'] );
		self::assertLessThan( 30_000, strlen( $mails[20]['text'] ) );

		self::assertSame(
			(string) self::REQUESTS,
			$this->counted( 'deliveries', 'purpose = %s AND state = %s', Delivery::ALERT, DeliveryState::Sent->value )
		);
		self::assertSame( '0', $this->counted( 'conversations', 'person_requested <> %s', 'sent' ), 'Every visitor is told that it was sent.' );
		self::assertSame( '0', $this->counted( 'support_requests', 'sealed_ip IS NOT NULL AND id > %d', 0 ), 'No address stays.' );
	}

	/** Everything a visitor can set off, and what follows from it by itself: the ladder, outside services, "resolved". */
	#[DataProvider( 'kinds' )]
	public function test_each_person_and_service_gets_a_capful_an_hour_and_one_bundle( Trigger $kind ): void {
		$this->settings->save( [ 'acknowledge_mail' => true ] );
		$service    = Ids::random();
		$definition = new RuleDefinition(
			new Condition( words: Trigger::Keyword === $kind ? [ 'boiler' ] : [] ),
			recipients: [ 'first@example.org' ],
			services: [ $service ],
			cap: self::CAP,
			minutes: 5,
			ladder: [ 'second@example.org', 'third@example.org' ],
			resolved: true
		);
		( new RuleRepository( $this->database, $this->clock ) )->add( 'Flood', $kind, true, $definition );
		for ( $i = 0; $i < self::FLOOD; $i++ ) {
			$conversations[] = $this->sets_off( $kind, $i );
		}
		foreach ( range( 1, 4 ) as $step ) {
			$this->work();
			$this->clock->pass( '6 minutes' );
		}
		foreach ( $conversations as $conversation ) {
			$this->is_told( EventType::StatusChanged, $conversation->id, null, [ 'from' => 'pending', 'to' => 'resolved', 'by' => 'agent' ] );
		}
		$this->work();
		$in_the_hour = $this->mails_by_address();
		$this->clock->set( '2026-11-20 22:00:01' );
		$this->work();

		foreach ( [ 'first@example.org' => 1, 'second@example.org' => 2, 'third@example.org' => 2 ] as $address => $told ) {
			self::assertSame( self::CAP, $in_the_hour[ $address ] ?? 0, "$address in the hour" );
			self::assertSame( self::CAP + 1, $this->mails_by_address()[ $address ] ?? 0, "$address with the bundle" );
			self::assertSame(
				(string) ( self::FLOOD * $told ),
				$this->counted( 'deliveries', 'recipient = %s AND purpose = %s AND state = %s', $address, Delivery::ALERT, 'sent' ),
				"Nothing is lost for $address."
			);
			$bundle = array_values( array_filter(
				$this->mailbox->mails(),
				static fn( array $mail ): bool => [ $address ] === $mail['to']
			) )[ self::CAP ];
			self::assertStringContainsString(
				$conversations[ self::FLOOD - 1 ]->public_id,
				$bundle['text'],
				'The bundle links to what it stands for.'
			);
			self::assertStringContainsString( 'action=aaia_acknowledge', $bundle['text'] );
		}
		self::assertSame(
			(string) self::CAP,
			$this->counted( 'deliveries', 'recipient = %s AND bundle_id IS NULL AND purpose = %s', $service, Delivery::ALERT )
		);
		self::assertSame( '1', $this->counted( 'deliveries', 'recipient = %s AND purpose = %s', $service, Delivery::BUNDLE ) );
		self::assertSame(
			(string) ( self::FLOOD - self::CAP ),
			$this->counted( 'deliveries', 'recipient = %s AND bundle_id IS NOT NULL', $service )
		);
		self::assertLessThanOrEqual( 1, $this->mails_by_address()['victim@example.net'] ?? 0, 'An address that was only typed.' );
		self::assertSame( [], array_diff(
			array_keys( $this->mails_by_address() ),
			[ 'first@example.org', 'second@example.org', 'third@example.org', 'victim@example.net' ]
		) );
	}

	/** @return iterable<string, array{Trigger}> */
	public static function kinds(): iterable {
		foreach ( Trigger::cases() as $kind ) {
			yield $kind->value => [ $kind ];
		}
	}

	public function test_those_who_were_told_hear_that_it_is_resolved_in_one_bundle_too(): void {
		( new RuleRepository( $this->database, $this->clock ) )->add(
			'Flood',
			Trigger::Support,
			true,
			new RuleDefinition( recipients: [ 'first@example.org' ], cap: self::FLOOD, resolved: true )
		);
		for ( $i = 0; $i < self::FLOOD; $i++ ) {
			$conversations[] = $this->sets_off( Trigger::Support, $i );
		}
		$this->work();
		foreach ( $conversations as $conversation ) {
			$this->is_told( EventType::StatusChanged, $conversation->id, null, [ 'from' => 'pending', 'to' => 'resolved', 'by' => 'agent' ] );
		}
		$this->work();
		self::assertCount( self::FLOOD, $this->mailbox->mails() );

		$this->clock->set( '2026-11-20 22:00:01' );
		$this->work();
		self::assertCount( self::FLOOD + 1, $this->mailbox->mails() );
		self::assertSame(
			self::FLOOD,
			substr_count( $this->mailbox->mails()[ self::FLOOD ]['text'], '* Resolved: request from the AAIA chatbot' )
		);
	}

	public function test_many_rules_together_do_not_bury_one_person(): void {
		foreach ( range( 1, 10 ) as $number ) {
			( new RuleRepository( $this->database, $this->clock ) )->add(
				"Rule $number",
				Trigger::Keyword,
				true,
				new RuleDefinition( new Condition( words: [ 'boiler' ] ), recipients: [ 'first@example.org' ] )
			);
		}
		for ( $i = 0; $i < self::FLOOD; $i++ ) {
			$this->sets_off( Trigger::Keyword, $i );
		}
		$this->work();
		self::assertCount( 60, $this->mailbox->mails() );
		$this->clock->set( '2026-11-20 22:00:01' );
		$this->work();
		self::assertSame( ( 10 * self::FLOOD - 60 ) . ' alerts from the AAIA chatbot', $this->mailbox->mails()[60]['subject'] );
	}

	/** A visitor does what raises an alert of this kind. */
	private function sets_off( Trigger $kind, int $number ): Conversation {
		$conversation = $this->conversation( "The damn boiler number $number leaks, call me: victim@example.net" );
		if ( Trigger::Support === $kind ) {
			$this->alerted( $conversation, '', 'victim@example.net' );
			return $conversation;
		}
		if ( Trigger::Category === $kind ) {
			$this->is_told( EventType::CategoryChosen, $conversation->id, null, [ 'to' => $this->critical() ] );
			return $conversation;
		}
		$message = ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null );
		[ $type, $data ] = Trigger::Rating === $kind ? [ EventType::ConversationRated, [ 'score' => 1 ] ] : [ EventType::MessageReceived, [] ];
		$this->is_told( $type, $conversation->id, Trigger::Rating === $kind ? null : $message?->id, $data );
		return $conversation;
	}

	private function critical(): int {
		return ( new CategoryRepository( $this->database, $this->clock ) )->all()[0]->id
			?? $this->wired()->get( CategoryService::class )->create( 'Safety', null, true, 1 )->id;
	}

	/** @param array<string, string|int> $data */
	private function is_told( EventType $type, int $conversation_id, ?int $message_id, array $data ): void {
		$this->database->transaction( fn() => $this->events->append( $type, $conversation_id, $message_id, $data ) );
		$this->happens( $this->newest_event( $type ) );
	}

	/** @return array<string, int> */
	private function mails_by_address(): array {
		return array_count_values( array_map( static fn( array $mail ): string => $mail['to'][0], $this->mailbox->mails() ) );
	}

	/** @param literal-string $condition */
	private function counted( string $table, string $condition, string|int ...$values ): string {
		return (string) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE ' . $condition, $this->database->table( $table ), ...$values );
	}
}
