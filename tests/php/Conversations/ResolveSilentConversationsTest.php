<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Channels\Web\UiMessages;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ResolveSilentConversations;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** The job that resolves conversations in which the assistant answered and nobody wrote any more. */
final class ResolveSilentConversationsTest extends InboxTestCase {

	public function test_a_silent_conversation_of_the_assistant_is_resolved_after_a_day(): void {
		$this->sign_in();
		$received = $this->says( 'How long is delivery?' );
		$this->answers( $received, 'Two days.' );
		$this->clock->pass( '23 hours' );
		$this->run_job();
		self::assertSame( Status::Open, $this->now( $received )->status );
		self::assertNull( $this->due() );

		$this->clock->pass( '2 hours' );
		self::assertNotNull( $this->due() );
		$this->run_job();
		$resolved = $this->now( $received );
		self::assertSame( [ Status::Resolved, true ], [ $resolved->status, $resolved->ended_silently() ] );
		self::assertSame( 'system', $this->rest( 'GET', '/conversations/' . $resolved->public_id )->get_data()['resolved_by'] );
		self::assertSame(
			[ 'from' => 'open', 'to' => 'resolved', 'by' => 'system', 'outcome' => 'silent' ],
			json_decode( (string) $this->database()->value(
				'SELECT data FROM %i WHERE type = %s ORDER BY id DESC LIMIT 1',
				$this->database()->table( 'events' ),
				'status.changed',
			), true ),
		);
		self::assertNull( $this->due() );
	}

	public function test_the_visitor_is_not_asked_for_a_rating_and_reopens_it_by_writing(): void {
		$this->sign_in();
		$received = $this->says( 'How long is delivery?' );
		$this->answers( $received, 'Two days.' );
		$this->clock->pass( '2 days' );
		$this->run_job();
		$ui = $this->services->get( UiMessages::class );
		self::assertSame( 'open', $ui->conversation( $this->now( $received ) )['status'] );

		$this->says( 'And abroad?', $this->owner( $received ), $received->conversation->public_id );
		self::assertSame( Status::Open, $this->now( $received )->status );
		$this->services->get( AgentService::class )->set_status( $received->conversation->id, Status::Resolved );
		self::assertSame( 'resolved', $ui->conversation( $this->now( $received ) )['status'], 'Resolved by a person.' );
	}

	public function test_conversations_in_which_a_person_is_needed_or_an_answer_is_unfinished_stay(): void {
		$me       = $this->sign_in();
		$pending  = $this->asks( 'waits' );
		$held     = $this->says( 'held' );
		$archived = $this->says( 'archived' );
		$snoozed  = $this->says( 'snoozed' );
		$queued   = $this->says( 'unanswered' );
		$this->answers( $archived, 'Yes.' );
		$this->answers( $snoozed, 'Yes.' );
		$agents = $this->services->get( AgentService::class );
		$agents->reply( $held->conversation->id, $me->ID, 'Hello', false, null, null );
		$agents->set_archived( $archived->conversation->id, true );
		$agents->set_status( $snoozed->conversation->id, Status::Snoozed, $this->clock->now()->modify( '+9 days' ) );
		$this->clock->pass( '5 days' );
		$this->run_job();

		self::assertSame(
			[ 'pending', 'open', 'open', 'snoozed', 'open' ],
			array_map( fn( $received ): string => $this->now( $received )->status->value, [ $pending, $held, $archived, $snoozed, $queued ] ),
		);
	}

	public function test_a_message_that_arrives_meanwhile_keeps_the_conversation_open(): void {
		$received = $this->says( 'first' );
		$other    = $this->says( 'other' );
		$this->answers( $received, 'Yes.' );
		$this->answers( $other, 'Yes.' );
		$this->clock->pass( '2 days' );
		$written = false;
		$writes  = function ( string $sql ) use ( &$written, $received ): string {
			if ( ! $written && str_contains( $sql, 'FOR UPDATE' ) ) {
				$written = true;
				$this->says( 'me again', $this->owner( $received ), $received->conversation->public_id );
			}
			return $sql;
		};
		add_filter( 'query', $writes );
		$this->run_job();
		remove_filter( 'query', $writes );

		self::assertTrue( $written );
		self::assertSame( Status::Open, $this->now( $received )->status );
		self::assertSame( Status::Resolved, $this->now( $other )->status );
	}

	public function test_zero_hours_resolve_nothing_and_other_hours_are_kept_to(): void {
		$received = $this->says( 'first' );
		$this->answers( $received, 'Yes.' );
		$this->clock->pass( '3 hours' );
		$settings = $this->services->get( Settings::class );
		$settings->save( [ 'auto_resolve_hours' => 0 ] );
		$this->clock->pass( '300 days' );
		$this->run_job();
		self::assertSame( [ Status::Open, null ], [ $this->now( $received )->status, $this->due() ] );

		$settings->save( [ 'auto_resolve_hours' => 7204 ] );
		$this->run_job();
		self::assertSame( Status::Open, $this->now( $received )->status );
		$settings->save( [ 'auto_resolve_hours' => 7200 ] );
		$this->run_job();
		self::assertSame( Status::Resolved, $this->now( $received )->status );
	}

	public function test_a_run_resolves_a_capped_number_in_batches_and_the_next_goes_on(): void {
		$table = $this->database()->table( 'conversations' );
		$rows  = [];
		for ( $i = 0; $i < 1150; $i++ ) {
			$rows[] = sprintf( "('silent-%016d', 1, 'web', 'open', 1, 'assistant', '2025-01-01 00:00:00', '2025-01-01 00:00:00')", $i );
		}
		foreach ( array_chunk( $rows, 400 ) as $some ) {
			self::wpdb()->query( "INSERT INTO $table (public_id, visitor_id, channel, status, active, handler, last_activity_at, created_at)"
				. ' VALUES ' . implode( ', ', $some ) );
		}
		$this->run_job();
		self::assertSame( 150, $this->open(), 'At most 1,000 in a run.' );
		self::assertSame( '1', $this->database()->value(
			'SELECT COUNT(*) FROM %i WHERE handler = %s AND state = %s',
			$this->database()->table( 'jobs' ),
			ResolveSilentConversations::NAME,
			'queued',
		) );
		$before = self::wpdb()->num_queries;
		$this->run_job();
		self::assertSame( 0, $this->open() );
		self::assertLessThan( 30, self::wpdb()->num_queries - $before, 'A batch costs a few statements, not a few for each conversation.' );
	}

	private function open(): int {
		return (int) $this->database()->value(
			'SELECT COUNT(*) FROM %i WHERE public_id LIKE %s AND active = 1',
			$this->database()->table( 'conversations' ),
			'silent-%',
		);
	}

	private function run_job(): void {
		$this->services->get( ResolveSilentConversations::class )->handle( new Job( 1, ResolveSilentConversations::NAME, [], 1 ) );
	}

	private function due(): ?string {
		[ $sql, $values ] = $this->services->get( ResolveSilentConversations::class )->due();
		return $this->database()->value( $sql, ...$values );
	}
}
