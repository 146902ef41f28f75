<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

use PHPUnit\Framework\Attributes\AfterClass;
use PHPUnit\Framework\Attributes\BeforeClass;

/** A website for the tests of a class: one process for all of them. Each test says what it answers. */
trait AsksPlannedSite {

	protected static PlannedSite $site;

	#[BeforeClass]
	public static function start_site(): void {
		self::$site = new PlannedSite();
	}

	#[AfterClass]
	public static function stop_site(): void {
		self::$site->stop();
	}
}
