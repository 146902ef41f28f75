<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\Cost\CreateCostTables;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Assistant\CreateAnswerMetricsTable;
use Aaia\Chatbot\Assistant\CreateUsageTable;
use Aaia\Chatbot\Assistant\Metrics\ExtendAnswerMetrics;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Content\CreateKnowledgeTables;
use Aaia\Chatbot\Content\History\CreateVersionTable;
use Aaia\Chatbot\Conversations\CreateConversationTables;
use Aaia\Chatbot\Events\CreateEventTables;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\SpareSiteTestCase;

/** Upgrades a site of an earlier release. */
final class UpgradeTest extends SpareSiteTestCase {

	public function test_conversations_get_their_marks_and_earlier_answers_an_unknown_cost_however_often_the_steps_run(): void {
		$database = $this->database();
		foreach ( [
			new CreateEventTables(),
			new CreateConversationTables(),
			new CreateKnowledgeTables(),
			new CreateUsageTable(),
			new CreateAnswerMetricsTable(),
		] as $step ) {
			$step->up( $database );
		}
		foreach ( [
			'plain' => [ 0, 0, 90 ],
			'weak' => [ 0, 0, 20 ],
			'flagged' => [ 0, 2, 90 ],
			'refused' => [ 1, 0, null ],
		] as $name => [ $refused, $flags, $support ] ) {
			$id = $database->insert(
				'conversations',
				[
					'public_id' => $name,
					'channel' => 'web',
					'status' => 'open',
					'handler' => 'assistant',
					'last_activity_at' => '2026-01-01 00:00:00',
					'created_at' => '2026-01-01 00:00:00',
				],
			);
			$database->insert(
				'answer_metrics',
				[
					'message_id' => $id,
					'conversation_id' => $id,
					'created_at' => '2026-01-01 00:00:00',
					'model' => 'm',
					'refused' => $refused,
					'flags' => $flags,
					'support' => $support,
					'data' => '{}',
				],
			);
		}
		$database->insert(
			'model_usage',
			[ 'day' => '2026-01-01', 'source' => 'chat', 'model' => 'model-x', 'requests' => 7, 'input_tokens' => 70, 'output_tokens' => 7 ],
		);
		$database->insert(
			'model_usage',
			[ 'day' => '2026-01-01', 'source' => 'chat', 'model' => 'builtin', 'requests' => 9, 'input_tokens' => 0, 'output_tokens' => 0 ],
		);
		for ( $run = 1; $run <= 2; $run++ ) {
			foreach ( [ new CreateCostTables(), new ExtendAnswerMetrics(), new CreateVersionTable() ] as $step ) {
				$step->up( $database );
			}
		}
		$marks = [];
		foreach ( $database->rows(
			'SELECT public_id, weak_answers, flagged_answers, refused_answers FROM %i ORDER BY id',
			$database->table( 'conversations' ),
		) as $row ) {
			$marks[ $row['public_id'] ] = (int) $row['weak_answers'] . (int) $row['flagged_answers'] . (int) $row['refused_answers'];
		}
		$this->assertSame( [ 'plain' => '000', 'weak' => '100', 'flagged' => '010', 'refused' => '001' ], $marks );
		$settings = $this->plugin()->services->get( Settings::class );
		$total    = ( new UsageRepository( $database, new SystemClock(), new PriceList( $settings ) ) )
			->total_cost( new \DateTimeImmutable( '2026-01-01' ), new \DateTimeImmutable( '2026-01-02' ) );
		$this->assertSame( [ 0, 7, 7, 70 ], [ $total['micro'], $total['unknown_answers'], $total['answers'], $total['input_tokens'] ] );
	}
}
