<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\CostSettings;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingSettings;
use Aaia\Chatbot\Settings\Settings;

/**
 * Begins runs that nobody asked for: with the model and the search of the settings when they are free or their cost is capped, else with
 * the built-in assistant and keyword search.
 */
final class AutomaticRuns {

	public function __construct(
		private readonly TestRunner $runner,
		private readonly JobQueue $jobs,
		private readonly Settings $settings,
	) {}

	/**
	 * @param TestRun::BY_* $cause
	 * @param ?list<int>    $only
	 *
	 * @throws RunRefused
	 */
	public function begin( string $cause, ?array $only = null ): TestRun {
		$model   = $this->runner->model( new Candidate() );
		$cap     = CostSettings::amount( $this->settings->text( BenchSettings::CAP ) );
		$free    = PriceList::BUILTIN === $model
			? EmbeddingSettings::OFF === $this->settings->text( EmbeddingSettings::SERVER )
			: $this->runner->is_free( $model );
		$builtin = ! $free && ( null === $cap || PriceList::BUILTIN === $model );
		$run     = $this->runner->begin( $cause, new Candidate(), $builtin, $only, false, $builtin || $free ? null : $cap );
		RunTests::queue( $this->jobs, $run );
		return $run;
	}
}
