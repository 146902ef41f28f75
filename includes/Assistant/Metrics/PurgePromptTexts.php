<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Job: deletes texts of prompts to which no answer refers any more. */
final class PurgePromptTexts implements JobHandler {

	public const NAME = 'metrics.purge';

	public const EVERY_SECONDS = DAY_IN_SECONDS;

	public function __construct( private readonly PromptTextRepository $texts ) {}

	public function handle( Job $job ): void {
		$this->texts->delete_unused();
	}
}
