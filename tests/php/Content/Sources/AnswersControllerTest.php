<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;

/** Answers written by owners can be found at once in their language, and no longer after they are deleted. */
final class AnswersControllerTest extends KnowledgeTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
	}

	/** @return array<string, mixed> */
	private function write( string $question, string $answer, string $language = '' ): array {
		$response = $this->rest( 'POST', '/knowledge/answers', compact( 'question', 'answer', 'language' ) );
		self::assertSame( 201, $response->get_status() );
		return $response->get_data();
	}

	/** @return list<string> Texts of the passages found. */
	private function texts( string $question, string $language = '' ): array {
		return array_column(
			$this->rest( 'GET', '/knowledge/search?q=' . rawurlencode( $question ) . '&language=' . $language )->get_data()['items'],
			'text',
		);
	}

	public function test_an_answer_can_be_found_changed_and_deleted_at_once(): void {
		$written = $this->write( 'Do you lend pumps?', "Yes, at the counter.\nBring it back the same day." );
		self::assertSame( [ "Yes, at the counter.\nBring it back the same day." ], $this->texts( 'lend a pump' ) );

		$changed = $this->rest( 'PATCH', '/knowledge/answers/' . $written['id'], [ 'answer' => 'No longer, sorry.' ] )->get_data();
		self::assertSame( [ 'Do you lend pumps?', 'No longer, sorry.' ], [ $changed['question'], $changed['answer'] ] );
		self::assertSame( [ 'No longer, sorry.' ], $this->texts( 'lend a pump' ) );

		self::assertTrue( $this->rest( 'DELETE', '/knowledge/answers/' . $written['id'] )->get_data()['deleted'] );
		self::assertSame( [], $this->texts( 'lend a pump' ) );
		self::assertSame( 404, $this->rest( 'DELETE', '/knowledge/answers/' . $written['id'] )->get_status() );
		self::assertSame( 404, $this->rest( 'PATCH', '/knowledge/answers/' . $written['id'], [ 'answer' => 'x' ] )->get_status() );
	}

	public function test_an_answer_ranks_first_in_its_language_and_one_without_language_in_all(): void {
		$this->write( 'Hotline WhatsApp', 'Call us in English.', 'en' );
		$this->write( 'Hotline WhatsApp', 'Appelez-nous en français.', 'fr' );
		self::assertSame( 'Call us in English.', $this->texts( 'hotline whatsapp', 'en' )[0] );
		self::assertSame( 'Appelez-nous en français.', $this->texts( 'hotline whatsapp', 'fr' )[0] );
	}

	public function test_an_invalid_answer_is_refused_with_a_sentence(): void {
		foreach ( [
			[ '', 'An answer', '' ],
			[ 'A question', "  \n ", '' ],
			[ 'A question', 'An answer', 'klingon' ],
		] as [ $question, $answer, $language ] ) {
			$refused = $this->rest( 'POST', '/knowledge/answers', compact( 'question', 'answer', 'language' ) );
			self::assertSame( 400, $refused->get_status() );
			self::assertSame( 'aaia_invalid_answer', $refused->get_data()['code'] );
		}
		self::assertSame(
			413,
			$this->rest( 'POST', '/knowledge/answers', [ 'question' => 'Long?', 'answer' => str_repeat( 'é', 8001 ) ] )->get_status(),
		);
		self::assertSame( [], $this->rest( 'GET', '/knowledge/answers' )->get_data()['items'] );
	}

	public function test_hostile_text_is_stored_as_text(): void {
		$written = $this->write( "<script>alert(1)</script>\u{202E} why?", '<b>Because</b> 100% \' OR 1=1 -- 🚲' );
		self::assertSame( '<script>alert(1)</script> why?', $written['question'] );
		self::assertSame( [ '<b>Because</b> 100% \' OR 1=1 -- 🚲' ], $this->texts( 'why because' ) );
	}

	public function test_answers_are_listed_page_by_page_newest_first_with_the_languages_to_choose_from(): void {
		foreach ( range( 1, 5 ) as $number ) {
			$this->write( 'Question ' . $number, 'Answer ' . $number );
		}
		$first  = $this->rest( 'GET', '/knowledge/answers?per_page=3' )->get_data();
		$second = $this->rest( 'GET', '/knowledge/answers?per_page=3&cursor=' . $first['next_cursor'] )->get_data();
		self::assertSame( [ 'Question 5', 'Question 4', 'Question 3' ], array_column( $first['items'], 'question' ) );
		self::assertSame( [ 'Question 2', 'Question 1' ], array_column( $second['items'], 'question' ) );
		self::assertNull( $second['next_cursor'] );
		self::assertContains( 'fr', $first['languages'] );
		self::assertSame(
			[ 'Question 4' ],
			array_column( $this->rest( 'GET', '/knowledge/answers?text=answer%204' )->get_data()['items'], 'question' ),
		);
	}

	public function test_a_full_sync_finds_every_answer_again_and_nothing_else(): void {
		$kept = $this->write( 'Do you lend pumps?', 'Yes, at the counter.' );
		$this->services->get( ContentService::class )->clear();
		self::assertSame( [], $this->texts( 'lend pumps' ) );
		$sync = $this->services->get( SourceSync::class );
		foreach ( $this->services->get( KnowledgeSources::class )->all() as $source ) {
			self::assertTrue( $sync->run( $source, 60.0 ) );
		}
		self::assertSame( [ 'Yes, at the counter.' ], array_slice( $this->texts( 'lend pumps' ), 0, 1 ) );
		$sources = array_column( $this->rest( 'GET', '/knowledge/sources' )->get_data()['items'], null, 'name' );
		self::assertSame( [ 1, 1 ], [ $sources['answers']['documents'], $sources['answers']['done'] ] );
		self::assertSame( $kept['id'], $this->rest( 'GET', '/knowledge/answers' )->get_data()['items'][0]['id'] );
	}
}
