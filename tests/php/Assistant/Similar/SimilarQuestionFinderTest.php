<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant\Similar;

use Aaia\Chatbot\Assistant\Similar\IndexQuestions;
use Aaia\Chatbot\Assistant\Similar\QuestionFeatures;
use Aaia\Chatbot\Assistant\Similar\QuestionIndexRepository;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Staff see the answers to similar questions. */
final class SimilarQuestionFinderTest extends ChatTestCase {

	public function test_the_most_similar_questions_come_first_with_their_answers(): void {
		$refund = $this->asks( 'Comment obtenir un remboursement de ma commande ?' );
		$this->asks( 'Quels sont vos horaires ?' );
		$typo = $this->asks( 'obtenir le rembourssement d’une commande' );
		$this->rest_as_staff( 'POST', "/conversations/$typo/messages", [ 'text' => 'Écrivez-nous sous 14 jours.' ] );
		$items = $this->similar( $this->asks( 'Comment puis-je obtenir le remboursement de mes commandes ?' ) );
		$this->assertSame( [ $refund, $typo ], array_column( $items, 'conversation' ) );
		$this->assertSame( [ 'assistant', 'agent' ], array_map( static fn( array $item ): string => $item['answer']['author'] ?? '', $items ) );
		$this->assertSame( 'Écrivez-nous sous 14 jours.', $items[1]['answer']['text'] ?? '' );
		$this->assertTrue( $items[0]['answer']['refused'] ?? false );
	}

	public function test_the_same_question_counts_once_and_five_at_most_are_shown(): void {
		$last = '';
		for ( $round = 1; $round <= 3; $round++ ) {
			$last = $this->asks( 'How much is a bicycle lock?' );
		}
		for ( $kind = 1; $kind <= 7; $kind++ ) {
			$this->asks( "How much is a bicycle lock of kind $kind?" );
		}
		$items = $this->similar( $this->asks( 'how much IS a bicycle lock' ) );
		$this->assertCount( 5, $items );
		$this->assertSame( [ $last, 3 ], [ $items[0]['conversation'], $items[0]['times'] ] );
	}

	public function test_neither_later_questions_nor_the_same_conversation_nor_strangers_count(): void {
		$first = $this->asks( 'Do you repair old sewing machines?' );
		$this->asks( 'What does the ferry to Ajaccio cost?' );
		$later = $this->asks( 'Do you repair sewing machines?' );
		$this->assertSame( [], $this->similar( $first ) );
		$this->assertSame( [ $first ], array_column( $this->similar( $later ), 'conversation' ) );
		$this->assertSame( [], $this->similar( $this->asks( '???' ) ) );
	}

	public function test_similar_questions_are_found_for_an_agents_answer_too(): void {
		$first = $this->asks( 'Do you repair old sewing machines?' );
		$later = $this->asks( 'Do you repair sewing machines?' );
		$reply = $this->rest_as_staff( 'POST', "/conversations/$later/messages", [ 'text' => 'We do.' ] )['message']['id'];
		$this->assertSame(
			[ $first ],
			array_column( $this->rest_as_staff( 'GET', "/conversations/$later/messages/$reply/similar" )['items'], 'conversation' ),
		);
	}

	public function test_an_erased_conversation_is_removed_from_the_index(): void {
		$first = $this->asks( 'Do you repair old sewing machines?' );
		$this->assertGreaterThan( 0, $this->count_rows( 'question_words' ) );
		$deletion = $this->rest_as_staff( 'DELETE', "/conversations/$first" );
		$this->assertSame( 0, $deletion['remaining']['question_words'] );
		$this->assertSame( 0, $this->count_rows( 'question_words' ) );
		$this->assertSame( [], $this->similar( $this->asks( 'Do you repair sewing machines?' ) ) );
	}

	public function test_older_questions_are_indexed_by_job_idempotently(): void {
		$first = $this->asks( 'Do you repair old sewing machines?' );
		$rows  = $this->count_rows( 'question_words' );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'question_words' ) );
		$this->plugin->services->get( IndexQuestions::class )->queue_if_empty();
		$this->work();
		$this->assertSame( $rows, $this->count_rows( 'question_words' ) );
		$this->plugin->services->get( IndexQuestions::class )
			->handle( new \Aaia\Chatbot\Jobs\Job( 1, 'similar.questions', [ 'after' => 0 ], 1 ) );
		$this->assertSame( $rows, $this->count_rows( 'question_words' ) );
		$this->assertSame( [ $first ], array_column( $this->similar( $this->asks( 'Do you repair sewing machines?' ) ), 'conversation' ) );
	}

	public function test_the_number_of_rows_read_does_not_grow_with_the_site(): void {
		$conversation = $this->asks( 'Where is the ferry?' );
		$row          = $this->row( 'conversations', 'public_id', $conversation );
		$words        = ( new QuestionFeatures() )->term_hashes( 'ferry tickets' );
		for ( $message = 1; $message <= 900; $message++ ) {
			$this->database()->execute(
				'INSERT INTO %i (word, message_id, conversation_id) VALUES (%d, %d, %d)',
				$this->database()->table( 'question_words' ),
				$words[0],
				1_000_000 + $message,
				(int) $row['id'],
			);
		}
		$shared = ( new QuestionIndexRepository( $this->database(), $this->plugin->services->get( ConversationAccess::class ) ) )
			->messages_by_shared_term( $words, PHP_INT_MAX );
		$this->assertCount( QuestionIndexRepository::NEWEST, $shared[ $words[0] ] );
		$this->assertSame( 1_000_900, $shared[ $words[0] ][0], 'The newest.' );
	}

	public function test_terms_are_stems_and_hostile_questions_stay_small(): void {
		$words = new QuestionFeatures();
		$this->assertSame( $words->term_hashes( 'remboursements' ), $words->term_hashes( 'Le remboursement ?' ) );
		$this->assertSame( [], $words->term_hashes( "\xff ?! \u{200B}" ) );
		$this->assertLessThanOrEqual(
			10,
			count(
				$words->term_hashes( str_repeat( 'word ', 500 ) . implode( ' ', array_map( static fn( int $n ): string => "w$n", range( 1, 400 ) ) ) ),
			),
		);
		$this->assertNotSame( [], array_intersect( $words->term_hashes( '退款怎么办理' ), $words->term_hashes( '怎么退款' ) ) );
		$this->assertEqualsWithDelta( 1.0, $words->letter_similarity( 'Où est mon colis ?', 'ou est mon colis' ), 0.001 );
		$this->assertSame( 0.0, $words->letter_similarity( 'abc', 'xyz' ) );
	}

	/** @return string Public id of the new conversation. */
	private function asks( string $question ): string {
		$conversation = $this->visitor( [ 'locale' => 'fr_FR' ] )->says( $question )->get_data()['metadata']['conversation'];
		$this->plugin->services->get( Dispatcher::class )->drain( 5.0 );
		return $conversation;
	}

	/** @return list<array<string, mixed>> */
	private function similar( string $conversation ): array {
		$row     = $this->row( 'conversations', 'public_id', $conversation );
		$message = $this->database()->value(
			'SELECT public_id FROM %i WHERE conversation_id = %d AND author_type = %s',
			$this->database()->table( 'messages' ),
			(int) $row['id'],
			'assistant',
		);
		return $this->rest_as_staff( 'GET', "/conversations/$conversation/messages/$message/similar" )['items'];
	}

	/**
	 * @param ?array<string, mixed> $body
	 *
	 * @return array<string, mixed>
	 */
	private function rest_as_staff( string $method, string $path, ?array $body = null ): array {
		$this->sign_in();
		$response = $this->rest( $method, $path, $body );
		$this->assertLessThan( 300, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		wp_set_current_user( 0 );
		return $response->get_data();
	}
}
