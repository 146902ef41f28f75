<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Job: deletes versions that are older than the owner's limit. */
final class PurgeVersions implements JobHandler {

	public const NAME = 'knowledge.purge_versions';

	public const EVERY_SECONDS = 6 * 3600;

	public function __construct( private readonly VersionRepository $versions ) {}

	public function handle( Job $job ): void {
		$this->versions->purge();
	}
}
