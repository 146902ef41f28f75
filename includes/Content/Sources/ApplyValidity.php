<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Job: takes written answers into the index when their time begins, and out of it when it ends. */
final class ApplyValidity implements JobHandler {

	public const NAME = 'answers.validity';

	public const EVERY_SECONDS = 60;

	public function __construct( private readonly AnswerService $answers ) {}

	public function handle( Job $job ): void {
		$this->answers->apply_validity();
	}
}
