/* lexpatch: turns drafting instructions into amended law. See cli/ for the commands. */
#include "cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
