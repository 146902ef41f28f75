<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve;

use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Improve\Replay;
use Aaia\Chatbot\Tests\ChatTestCase;

/** A question asked again, without leaving anything. */
final class ReplayTest extends ChatTestCase {

	private const TABLES = [
		'conversations',
		'messages',
		'turns',
		'answer_metrics',
		'events',
		'jobs',
		'model_costs',
		'knowledge_answers',
		'knowledge_documents',
	];

	private Replay $replay;

	private AnswerService $answers;

	protected function setUp(): void {
		parent::setUp();
		$this->replay  = $this->plugin->services->get( Replay::class );
		$this->answers = $this->plugin->services->get( AnswerService::class );
		$this->answers->add( 'How long is the warranty?', 'The warranty of every frame is ten years.', 'en', 1 );
	}

	public function test_it_answers_as_visitors_are_answered_twice_the_same_and_stores_nothing(): void {
		$before = $this->rows();
		$one    = $this->replay->ask( 'How long is the warranty?', 'en_US' );
		$two    = $this->replay->ask( 'How long is the warranty?', 'en_US' );

		self::assertStringContainsString( 'ten years', $one->text );
		self::assertSame( [ $one->text, false, 'builtin' ], [ $two->text, $two->refused, $two->model ] );
		self::assertStringStartsWith( 'answer:', $one->cited[0]->external_id );
		self::assertSame( $before, $this->rows() );
	}

	public function test_a_change_that_is_only_tried_is_gone_afterwards(): void {
		$before = $this->rows();
		$tried  = $this->replay->as_if(
			fn() => $this->answers->add( 'Do you sell rowing boats?', 'Rowing boats are sold in spring.', 'en', 1 ),
			fn() => $this->replay->ask( 'Do you sell rowing boats?', 'en_US' ),
		);

		self::assertStringContainsString( 'in spring', $tried->text );
		self::assertTrue( $this->replay->ask( 'Do you sell rowing boats?', 'en_US' )->refused );
		self::assertSame( $before, $this->rows() );
	}

	/** @return array<string, string> Rows by table. */
	private function rows(): array {
		$rows = [];
		foreach ( self::TABLES as $table ) {
			$rows[ $table ] = (string) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) );
		}
		return $rows;
	}
}
