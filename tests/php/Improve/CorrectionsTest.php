<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Health\DocumentChecker;
use Aaia\Chatbot\Improve\Corrections\Anonymizer;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** A wrong answer becomes a right one: drafted, tried on earlier questions, published, taken back, and told to who asked. */
final class CorrectionsTest extends ChatTestCase {

	private const QUESTION = 'How heavy is the cargo trailer?';

	private const RIGHT = 'The cargo trailer weighs 20 kg. Ask us for the light one.';

	public function test_a_gap_becomes_the_answer_to_all_its_questions_and_the_replay_says_so_before(): void {
		$visitor = $this->visitor();
		$first   = $visitor->says( self::QUESTION )->get_data();
		$this->visitor()->says( 'What is the weight of the heavy cargo trailer?' );
		$this->visitor()->says( 'Do you repair umbrellas?' );
		$this->sign_in();
		$gap   = array_column( $this->rest( 'GET', '/gaps' )->get_data()['items'], 'id', 'question' )[ self::QUESTION ];
		$draft = $this->rest( 'GET', "/corrections/draft?gap=$gap" )->get_data();
		self::assertSame( [ self::QUESTION, [ 'What is the weight of the heavy cargo trailer?' ] ], [ $draft['question'], $draft['wordings'] ] );
		self::assertCount( 2, $draft['recipients'] );

		$body    = [ 'question' => self::QUESTION, 'answer' => self::RIGHT, 'language' => 'en', 'gap' => $gap ];
		$body   += [ 'wordings' => $draft['wordings'] ];
		$preview = $this->previewed( $body );
		self::assertSame( [ 2, 0, 0 ], [ $preview['better'], $preview['worse'], $preview['different'] ] );
		self::assertStringContainsString( '20 kg', $preview['changes'][0]['after'] );
		self::assertTrue( $this->says_not_to_know( self::QUESTION ) );

		$this->sign_in();
		$id = $this->rest( 'POST', '/corrections', $body )->get_data()['id'];
		self::assertSame( [ 'Do you repair umbrellas?' ], array_column( $this->rest( 'GET', '/gaps' )->get_data()['items'], 'question' ) );
		wp_set_current_user( 0 );
		$answer = $this->text( $this->visitor()->says( self::QUESTION )->get_data() );
		self::assertSame( self::RIGHT . "\n\nThis answer was written by our team.", $answer );

		$this->sign_in();
		$told = [ 'conversations' => [ $first['metadata']['conversation'] ], 'text' => 'We checked again: it weighs 20 kg.' ];
		self::assertSame( [ 'sent' => 1, 'mailed' => 0 ], $this->rest( 'POST', "/corrections/$id/send", $told )->get_data() );
		$this->rest( 'POST', "/corrections/$id/send", $told );
		wp_set_current_user( 0 );
		$thread = $visitor->asks( 'GET', "/chat/{$first['metadata']['conversation']}/messages" )->get_data()['items'];
		self::assertCount( 1, array_filter( $thread, fn( array $one ): bool => str_contains( $this->text( $one ), 'We checked again' ) ) );
		self::assertSame( 'assistant', $this->row( 'conversations', 'public_id', $first['metadata']['conversation'] )['handler'] );
	}

	public function test_undo_is_exact_for_a_new_answer_a_changed_and_a_deleted_one(): void {
		$this->sign_in();
		$id     = $this->rest( 'POST', '/corrections', [ 'question' => self::QUESTION, 'answer' => self::RIGHT ] )->get_data()['id'];
		$first  = $this->row( 'knowledge_answers', 'public_id', $id );
		$terms  = [ 'wordings' => [ 'Trailer weight?' ], 'pages' => '/shop/' ];
		$change = [ 'id' => $id, 'question' => self::QUESTION, 'answer' => 'It weighs 30 kg.' ] + $terms;
		$this->rest( 'POST', '/corrections', $change );
		$this->rest( 'DELETE', "/knowledge/answers/$id" );
		self::assertTrue( $this->says_not_to_know( self::QUESTION ) );

		$this->sign_in();
		self::assertSame( [ 'exists' => true ], $this->rest( 'POST', "/corrections/$id/undo" )->get_data() );
		self::assertSame( 'It weighs 30 kg.', $this->row( 'knowledge_answers', 'public_id', $id )['answer'] );
		$this->rest( 'POST', "/corrections/$id/undo" );
		self::assertSame( $first, $this->row( 'knowledge_answers', 'public_id', $id ) );
		self::assertFalse( $this->says_not_to_know( self::QUESTION ) );
		$this->sign_in();
		self::assertSame( [ 'exists' => false ], $this->rest( 'POST', "/corrections/$id/undo" )->get_data() );
		self::assertSame( 409, $this->rest( 'POST', "/corrections/$id/undo" )->get_status() );
		self::assertTrue( $this->says_not_to_know( self::QUESTION ) );
	}

	public function test_a_correction_that_takes_another_question_over_is_worse(): void {
		$this->plugin->services->get( AnswerService::class )->add( 'How heavy is the cargo bike?', 'The cargo bike weighs 34 kg.', 'en', 1 );
		$this->visitor()->says( 'How heavy is the cargo bike?' );
		$this->sign_in();
		$asked = $this->row( 'messages', 'author_type', 'assistant' );
		$this->database()->insert( 'ratings', [
			'conversation_id' => (int) $asked['conversation_id'],
			'message_id'      => (int) $asked['id'],
			'value'           => 1,
			'created_at'      => (string) $asked['created_at'],
			'updated_at'      => (string) $asked['created_at'],
		] );
		$bike    = (string) $this->row( 'knowledge_answers', 'question', 'How heavy is the cargo bike?' )['public_id'];
		$preview = $this->previewed( [ 'id' => $bike, 'question' => self::QUESTION, 'answer' => self::RIGHT, 'language' => 'en' ] );

		self::assertSame( [ 1, 1, 'worse' ], [ $preview['total'], $preview['worse'], $preview['changes'][0]['outcome'] ] );
		self::assertStringContainsString( '34 kg', $preview['changes'][0]['before'] );
	}

	public function test_scope_and_validity_are_kept(): void {
		$this->sign_in();
		$body = [ 'question' => self::QUESTION, 'answer' => self::RIGHT, 'pages' => '/shop/', 'valid_until' => '2020-01-01T00:00:00Z' ];
		$id   = $this->rest( 'POST', '/corrections', $body )->get_data()['id'];
		self::assertSame( '0', $this->row( 'knowledge_answers', 'public_id', $id )['live'] );
		self::assertTrue( $this->says_not_to_know( self::QUESTION ) );

		$this->sign_in();
		$this->rest( 'POST', '/corrections', [ 'id' => $id, 'valid_until' => '' ] + $body );
		self::assertFalse( $this->says_not_to_know( self::QUESTION, 'https://example.org/shop/trailers' ) );
		self::assertTrue( $this->says_not_to_know( self::QUESTION, 'https://example.org/blog/' ) );
		$this->sign_in();
		self::assertSame( 400, $this->rest( 'POST', '/corrections', [ 'pages' => 'shop' ] + $body )->get_status() );

		$this->database()->execute( 'UPDATE %i SET valid_until = %s', $this->database()->table( 'knowledge_answers' ), '2020-01-01 00:00:00' );
		$this->plugin->services->get( AnswerService::class )->apply_validity();
		self::assertTrue( $this->says_not_to_know( self::QUESTION, 'https://example.org/shop/trailers' ) );
	}

	public function test_a_page_that_says_otherwise_is_pointed_out(): void {
		$this->sign_in();
		$source   = $this->plugin->services->get( SourceRepository::class )->find_or_create( 'posts', 'Pages' );
		$document = new SourceDocument(
			'post:999999',
			'Shipping costs',
			[ new Section( [ 'Shipping costs' ], '', 'Shipping costs to Belgium are 12 €.' ) ],
			'https://example.org/shipping',
			'en',
		);
		$this->plugin->services->get( ContentService::class )->put( $source, $document );
		$id = (int) $this->row( 'knowledge_documents', 'external_id', 'post:999999' )['id'];
		$this->plugin->services->get( DocumentChecker::class )->check( $id );
		$body = [ 'question' => 'Shipping costs', 'answer' => 'Shipping costs to Belgium are 15 €.', 'language' => 'en' ];
		$says = $this->rest( 'POST', '/corrections/check', $body )->get_data()['conflicts'];

		self::assertSame( [ 'Shipping costs to Belgium are 12 €.' ], array_column( $says, 'says' ) );
		$body['answer'] = 'Shipping costs to Belgium are 12 €.';
		self::assertSame( [], $this->rest( 'POST', '/corrections/check', $body )->get_data()['conflicts'] );
	}

	public function test_a_reply_becomes_a_draft_without_personal_data(): void {
		$visitor = $this->visitor();
		$asked   = $visitor->says( self::QUESTION )->get_data()['metadata']['conversation'];
		$agent   = $this->sign_in();
		$reply   = "Hello Anna,\nthe trailer of your order 4711-0815 weighs 20 kg."
			. " Call +33 1 23 45 67 89 or write to anna@example.org.\nKind regards,\n$agent->display_name";
		$this->rest( 'POST', "/conversations/$asked/messages", [ 'id' => str_repeat( 'a', 20 ), 'text' => $reply ] );
		$id    = (string) $this->row( 'messages', 'author_type', 'agent' )['public_id'];
		$draft = $this->rest( 'GET', "/corrections/draft?conversation=$asked&message=$id" )->get_data();

		self::assertSame( 'The trailer of your order […] weighs 20 kg. Call […] or write to […].', $draft['answer'] );
		self::assertSame( self::QUESTION, $draft['question'] );
		self::assertGreaterThan( 3, $draft['removed'] );
	}

	public function test_prices_dates_and_years_are_no_personal_data(): void {
		$text = 'It costs 12 500 € since 2024, from 3 March 2026, for 10000 km.';

		self::assertSame( [ 'text' => $text, 'removed' => 0 ], Anonymizer::remove( $text, [] ) );
	}

	public function test_a_visitor_who_left_gets_the_correction_by_mail(): void {
		$this->settings( [ 'visitor_reply_mails' => true ] );
		$asked = $this->visitor()->says( self::QUESTION )->get_data()['metadata']['conversation'];
		$agent = $this->sign_in();
		$this->plugin->services->get( ReplyAddresses::class )
			->enter( (int) $this->row( 'conversations', 'public_id', $asked )['id'], 'anna@example.org', $agent->ID );
		$id   = $this->rest( 'POST', '/corrections', [ 'question' => self::QUESTION, 'answer' => self::RIGHT ] )->get_data()['id'];
		$sent = $this->rest( 'POST', "/corrections/$id/send", [ 'conversations' => [ $asked ], 'text' => 'It weighs 20 kg.' ] )->get_data();
		$this->work();
		$this->database()->execute( 'UPDATE %i SET run_at = %s', $this->database()->table( 'jobs' ), '2020-01-01 00:00:00' );
		$an_hour_ago = gmdate( 'Y-m-d H:i:s', time() - HOUR_IN_SECONDS );
		$this->database()->execute( 'UPDATE %i SET created_at = %s', $this->database()->table( 'messages' ), $an_hour_ago );
		$this->work();

		self::assertSame( [ 'sent' => 1, 'mailed' => 1 ], $sent );
		self::assertSame( 'reply', $this->row( 'deliveries', 'recipient', 'anna@example.org' )['purpose'] );
	}

	public function test_only_owners_publish_and_only_agents_send(): void {
		$this->sign_in( 'editor' );

		self::assertSame( 403, $this->rest( 'POST', '/corrections', [ 'question' => 'A?', 'answer' => 'B.' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'POST', '/corrections/x/send', [ 'conversations' => [], 'text' => 'B.' ] )->get_status() );
	}

	/**
	 * @param array<string, mixed> $body
	 *
	 * @return array<string, mixed>
	 */
	private function previewed( array $body ): array {
		$this->work();
		$state = $this->rest( 'POST', '/corrections/previews', $body )->get_data();
		while ( $state['done'] < $state['total'] ) {
			$state = $this->rest( 'POST', "/corrections/previews/{$state['id']}" )->get_data();
		}
		return $state;
	}

	private function says_not_to_know( string $question, string $page = '' ): bool {
		wp_set_current_user( 0 );
		$body   = TestVisitor::message( $question ) + ( '' === $page ? [] : [ 'page' => [ 'url' => $page, 'title' => '' ] ] );
		$answer = $this->visitor()->asks( 'POST', '/chat', $body )->get_data();
		return ! str_contains( $this->text( $answer ), ' kg' );
	}

	/** @param array<string, mixed> $message */
	private function text( array $message ): string {
		$texts = array_filter( $message['parts'], static fn( array $part ): bool => 'text' === $part['type'] );
		return implode( "\n", array_column( $texts, 'text' ) );
	}
}
