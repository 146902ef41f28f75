<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ArchiveResolvedConversations;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** The job that archives conversations that were resolved some days ago. */
final class ArchiveResolvedConversationsTest extends InboxTestCase {

	public function test_it_is_off_until_the_owner_says_after_how_many_days(): void {
		$resolved = $this->resolved( 'done' );
		$this->clock->pass( '400 days' );
		$this->run_job();
		self::assertFalse( $this->now( $resolved )->archived );
		self::assertNull( $this->due() );
	}

	public function test_what_was_resolved_long_enough_ago_is_archived_and_the_event_says_automatically(): void {
		$this->services->get( Settings::class )->save( [ ArchiveResolvedConversations::SETTING => 30 ] );
		$resolved = $this->resolved( 'done' );
		$open     = $this->says( 'still open' );
		$this->clock->pass( '29 days' );
		$this->run_job();
		self::assertFalse( $this->now( $resolved )->archived );
		self::assertNull( $this->due() );

		$this->clock->pass( '2 days' );
		self::assertNotNull( $this->due() );
		$this->run_job();
		self::assertSame( [ true, false ], [ $this->now( $resolved )->archived, $this->now( $open )->archived ] );
		self::assertNull( $this->due() );
		$this->sign_in();
		$thread = $this->rest( 'GET', '/conversations/' . $resolved->conversation->public_id . '/messages' )->get_data();
		$last   = end( $thread['activity'] );
		self::assertSame( [ 'archived', 'archive', 'system', null ], [ $last['type'], $last['to'], $last['by'], $last['agent'] ] );
	}

	public function test_one_that_is_taken_out_of_the_archive_stays_out_for_as_long_again(): void {
		$this->services->get( Settings::class )->save( [ ArchiveResolvedConversations::SETTING => 30 ] );
		$resolved = $this->resolved( 'done' );
		$this->clock->pass( '31 days' );
		$this->run_job();
		$this->services->get( AgentService::class )->set_archived( $resolved->conversation->id, false, 1 );
		$this->clock->pass( '20 days' );
		$this->run_job();
		self::assertFalse( $this->now( $resolved )->archived );
		$this->clock->pass( '11 days' );
		$this->run_job();
		self::assertTrue( $this->now( $resolved )->archived );
	}

	public function test_one_that_fails_is_named_and_holds_up_no_other(): void {
		$this->services->get( Settings::class )->save( [ ArchiveResolvedConversations::SETTING => 1 ] );
		$all = array_map( $this->resolved( ... ), [ 'one', 'two', 'three' ] );
		$this->clock->pass( '2 days' );
		$bad   = $all[1]->conversation->id;
		$break = static fn( string $query ): string => str_contains( $query, 'FOR UPDATE' ) && str_contains( $query, "id = $bad " )
			? throw new \RuntimeException( 'The row is broken.' )
			: $query;
		$log  = [];
		$note = static function ( string $level, string $message ) use ( &$log ): void {
			$log[] = "$level $message";
		};
		add_filter( 'query', $break );
		add_action( 'aaia_chatbot_log', $note, 10, 2 );
		$this->run_job();
		remove_filter( 'query', $break );
		remove_action( 'aaia_chatbot_log', $note );
		self::assertSame( [ true, false, true ], array_map( fn( ReceivedMessage $one ): bool => $this->now( $one )->archived, $all ) );
		self::assertStringContainsString( "error Conversation $bad could not be archived automatically", implode( "\n", $log ) );
		$this->run_job();
		self::assertTrue( $this->now( $all[1] )->archived );
	}

	private function resolved( string $text ): ReceivedMessage {
		$received = $this->says( $text );
		$this->services->get( AgentService::class )->set_status( $received->conversation->id, Status::Resolved, agent_id: 1 );
		return $received;
	}

	private function run_job(): void {
		$this->services->get( ArchiveResolvedConversations::class )->handle( new Job( 1, ArchiveResolvedConversations::NAME, [], 1 ) );
	}

	private function due(): ?string {
		[ $sql, $values ] = $this->services->get( ArchiveResolvedConversations::class )->due();
		return $this->database()->value( $sql, ...$values );
	}
}
